import { planDrop } from '@postmap/engine';
import type { DropChoice, DropPlan, Target } from '@postmap/engine';
import { useCallback, useRef, useState } from 'react';
import { describePointer } from '../../../core/mapping/describe-line.ts';
import type { MappingLine } from '../../../core/mapping/mapping-line.ts';
import type { LineActions } from './useLineActions.ts';
import type { MappingState } from './useMapping.ts';

export interface MapFrom {
  /** The field that waits for its row. */
  pending: string | null;
  /** What it can become where it was put, when there is more than one way. */
  asking: { title: string; choices: readonly DropChoice[]; at: { x: number; y: number } } | null;
  /** Begins: the pane takes the keys until a row is chosen. */
  begin: (sourcePointer: string) => void;
  /** Maps the field that waits to a line; what must be asked is asked at `at`, in the window. */
  onto: (line: MappingLine, at: { x: number; y: number }) => void;
  /** A field was let go somewhere else: does what that means, or asks at `at`. */
  offer: (sourcePointer: string, plan: DropPlan, at: { x: number; y: number }) => void;
  choose: (id: string) => void;
  cancel: () => void;
}

/** Mapping without a mouse: a field, then a row for it, then what it becomes there. */
export function useMapFrom(
  source: () => string,
  target: Target | undefined,
  mapping: MappingState,
  actions: Pick<LineActions, 'act'>,
): MapFrom {
  const [pending, setPending] = useState<string | null>(null);
  const [asking, setAsking] = useState<MapFrom['asking']>(null);
  const begun = useRef<Element | null>(null);
  const begin = useCallback((sourcePointer: string) => {
    begun.current = document.activeElement;
    setPending(sourcePointer);
  }, []);
  const finish = (): void => {
    setPending(null);
    setAsking(null);
    const from = begun.current;
    begun.current = null;
    if (!(from instanceof HTMLElement)) return;
    // A list that is closing takes the focus once more: it goes back after that.
    if (asking === null) from.focus();
    else requestAnimationFrame(() => from.focus());
  };
  const take = ({ action, label }: DropChoice): void => {
    finish();
    actions.act(action, label);
  };
  const onto = (line: MappingLine, at: { x: number; y: number }): void => {
    if (pending === null) return;
    const row = line.kind === 'add' ? line.to : line.row.id;
    const place = line.kind === 'add' && line.what === 'field' ? 'field' : 'name';
    const plan = planDrop(source(), row, pending, { shape: mapping.shape, target, place });
    offer(pending, plan, at);
  };
  const offer: MapFrom['offer'] = (sourcePointer, plan, at) => {
    const [first] = plan.choices;
    if (first !== undefined && !plan.asks) take(first);
    else if (first !== undefined) {
      begun.current ??= document.activeElement;
      setAsking({ title: `What ${describePointer(sourcePointer)} becomes`, choices: plan.choices, at });
    }
  };
  const choose = (id: string): void => {
    const choice = asking?.choices.find((one) => one.id === id);
    if (choice !== undefined) take(choice);
  };
  return { pending, asking, begin, onto, offer, choose, cancel: finish };
}
