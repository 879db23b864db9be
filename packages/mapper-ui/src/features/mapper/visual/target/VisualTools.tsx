import type { TargetField } from '@postmap/engine';
import { Spline, Target as TargetIcon, WandSparkles } from 'lucide-react';
import { useMemo } from 'react';
import { Button, IconButton } from '../../../../components/Button.tsx';
import { countEmptyTargets } from '../../../../core/mapping/count-empty-targets.ts';
import type { MappingState } from '../useMapping.ts';
import type { VisualPanel } from '../usePanel.ts';
import type { TargetState } from './useTarget.ts';

interface VisualToolsProps {
  mapping: MappingState;
  target: TargetState;
  missing: readonly TargetField[];
  panel: VisualPanel | null;
  onPanel: (panel: VisualPanel | null) => void;
  linesShown: boolean;
  onLinesShown: (shown: boolean) => void;
}

/** What is done to the mapping as a whole, and how far it is. */
export function VisualTools({ mapping, target, missing, panel, onPanel, linesShown, onLinesShown }: VisualToolsProps) {
  const { projection } = mapping;
  const empty = useMemo(
    () => (target.target === undefined ? 0 : countEmptyTargets(projection, target.target)),
    [projection, target.target],
  );
  const turn = (which: VisualPanel): void => onPanel(panel === which ? null : which);
  return (
    <div className="flex h-9 shrink-0 items-center gap-1 border-b border-line-soft pr-2 pl-1.5">
      <IconButton
        label={linesShown ? 'Hide the lines' : 'Show the lines'}
        aria-pressed={linesShown}
        onClick={() => onLinesShown(!linesShown)}
        className="aria-pressed:text-accent"
      >
        <Spline />
      </IconButton>
      <span className="min-w-0 truncate text-sm text-mut">{describeProgress(target, missing, empty)}</span>
      <Button
        variant="quiet"
        className="ml-auto"
        icon={<TargetIcon aria-hidden />}
        aria-expanded={panel === 'target'}
        onClick={() => turn('target')}
      >
        Target
      </Button>
      <Button
        variant="quiet"
        icon={<WandSparkles aria-hidden />}
        disabled={mapping.stale}
        aria-expanded={panel === 'auto-map'}
        onClick={() => turn('auto-map')}
      >
        Auto-map
      </Button>
    </div>
  );
}

function describeProgress({ target }: TargetState, missing: readonly TargetField[], empty: number): string {
  if (target === undefined) return 'No target yet';
  const required = missing.filter((field) => field.required).length;
  const parts = [
    `${target.fields.length - missing.length} of ${target.fields.length} targets mapped`,
    ...(required === 0 ? [] : [`${required} required missing`]),
    ...(empty === 0 ? [] : [`${empty} still null`]),
  ];
  return parts.join(', ');
}
