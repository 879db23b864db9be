import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { ReadRole } from '@postmap/engine';
import { sayLineage } from '../../../core/lineage/describe-lineage.ts';
import type { LineageWords } from '../../../core/lineage/describe-lineage.ts';
import { findLineage } from '../../../core/lineage/find-lineage.ts';
import type { FedPlace, PlaceLineage, ReadSpan } from '../../../core/lineage/output-trace.ts';
import { findFieldId } from '../../../core/lineage/pointer.ts';
import { readTrace } from '../../../core/lineage/read-trace.ts';
import { readWanted, survivesEdits, writeWanted } from '../../../core/lineage/wanted.ts';
import type { Wanted } from '../../../core/lineage/wanted.ts';
import type { TextMark } from '../../../monaco/text-marks.ts';
import { isSameInput } from '../../../workers/preview-session.ts';
import type { PreviewInput } from '../../../workers/preview-protocol.ts';
import type { PreviewState } from '../usePreview.ts';
import { useTrace } from './useTrace.ts';

export interface LineageState {
  /** What is asked about; null while nothing is. */
  wanted: Wanted | null;
  /** Where everything lies that is named; null while the output is not of the template and the payload as they are. */
  words: LineageWords | null;
  /** The places of the output that it is about; undefined until they are known. */
  places: readonly FedPlace[] | undefined;
  /** Which of them is looked at. */
  index: number;
  /** Where that one comes from. */
  current: PlaceLineage | undefined;
  /** Why it cannot be known. */
  failure: string | null;
  /** The same for whoever hears it. */
  said: string;
  /** In the text of the template. */
  marks: readonly TextMark[];
  /** Expressions whose rows are marked. */
  spans: readonly ReadSpan[];
  /** Fields of the source tree, by their ids. */
  fields: ReadonlyMap<string, ReadRole>;
  show: (wanted: Wanted) => void;
  step: (by: 1 | -1) => void;
  clear: () => void;
}

const NO_MARKS: readonly TextMark[] = [];
const NO_SPANS: readonly ReadSpan[] = [];
const NO_FIELDS: ReadonlyMap<string, ReadRole> = new Map();

/**
 * Where values of the output come from, and what fields and expressions become of it: asked for by a person, answered by a trace of the
 * preview's newest run, and shown only as long as template, payload and output belong together.
 */
export function useLineage(
  preview: PreviewState,
  input: PreviewInput | null,
  payload: unknown,
  source: string,
): LineageState {
  const { wanted, show, clear } = useWanted(source);
  const { outcome, input: rendered } = preview;
  const isCurrent = input !== null && rendered !== undefined && input.source === source && isSameInput(rendered, input);
  const success = isCurrent && outcome?.ok === true ? outcome : null;
  const run = useMemo(
    () => (success === null || rendered === undefined ? null : { input: rendered, renderedAt: success.renderedAt }),
    [success, rendered],
  );
  const traced = useTrace(run, wanted !== null);
  const words = useMemo<LineageWords | null>(() => {
    if (run === null || success === null) return null;
    const sent = success.query ?? success.body;
    const { language, format } = run.input;
    const value = language === 'jsonata' ? success.value : format === 'json' ? JSON.parse(sent) : undefined;
    return { source: run.input.source, payload, value, sent };
  }, [run, success, payload]);
  const found = useMemo(() => {
    if (words === null || run === null || wanted === null || traced?.ok !== true) return null;
    const { source: text, sent } = words;
    const read = readTrace({ source: text, payload: words.payload, sent, trace: traced.trace }, run.input.format);
    return read === undefined ? 'unlike' : findLineage(read, wanted, words.value);
  }, [words, run, wanted, traced]);
  const lineage = found === 'unlike' ? null : found;
  const failure = found === 'unlike' ? UNLIKE : traced?.ok === false ? traced.message : null;

  const asked = wanted === null ? '' : writeWanted(wanted);
  const [looked, setLooked] = useState({ asked, index: 0 });
  if (looked.asked !== asked) setLooked({ asked, index: 0 });
  const count = lineage?.places.length ?? 0;
  const index = count === 0 ? 0 : looked.index % count;
  const step = useCallback(
    (by: 1 | -1) =>
      setLooked((before) => ({ ...before, index: count === 0 ? 0 : (before.index + by + count) % count })),
    [count],
  );
  const current = useMemo(() => lineage?.lineageAt(index), [lineage, index]);
  const marked = useMemo(
    () => markAll(wanted, lineage?.spans ?? NO_SPANS, current, payload),
    [wanted, lineage, current, payload],
  );

  return useMemo<LineageState>(
    () => ({
      wanted,
      words,
      places: lineage?.places,
      index,
      current,
      failure,
      said:
        wanted === null || lineage === null || words === null ? '' : sayLineage(wanted, lineage.places, current, words),
      ...marked,
      show,
      step,
      clear,
    }),
    [wanted, words, lineage, index, current, failure, marked, show, step, clear],
  );
}

const UNLIKE = 'This template gives another text each time it runs, so its places cannot be told.';

/** What is asked about is in the address. What means nothing in another text is gone with the text. */
function useWanted(source: string) {
  const { lineage } = useSearch({ from: '/templates/$templateId' });
  const navigate = useNavigate({ from: '/templates/$templateId' });
  const put = useCallback(
    (next: string | undefined) => void navigate({ search: (before) => ({ ...before, lineage: next }), replace: true }),
    [navigate],
  );
  const show = useCallback((next: Wanted) => put(writeWanted(next)), [put]);
  const clear = useCallback(() => put(undefined), [put]);
  const [asked, setAsked] = useState({ lineage, source });
  if (asked.lineage !== lineage) setAsked({ lineage, source });
  const read = useMemo(() => readWanted(lineage) ?? null, [lineage]);
  const isGone = read !== null && !survivesEdits(read) && asked.lineage === lineage && asked.source !== source;
  useEffect(() => {
    if (isGone) clear();
  }, [isGone, clear]);
  return { wanted: isGone ? null : read, show, clear };
}

function markAll(
  wanted: Wanted | null,
  asked: readonly ReadSpan[],
  current: PlaceLineage | undefined,
  payload: unknown,
): Pick<LineageState, 'marks' | 'spans' | 'fields'> {
  if (wanted === null || current === undefined) return { marks: NO_MARKS, spans: NO_SPANS, fields: NO_FIELDS };
  const { expression, inputs } = current;
  const reads = inputs.flatMap(({ spans, role }) => spans.map((span) => ({ ...span, role })));
  const shown = wanted.from === 'field' ? asked : reads;
  const box = wanted.from === 'template' ? asked[0] : expression;
  const marks: TextMark[] = shown.map(({ start, end, role }) => ({
    start,
    end,
    look: role === 'value' ? 'reads' : 'decides',
  }));
  if (box !== undefined) marks.push({ start: box.start, end: box.end, look: 'current' });
  const made: ReadSpan[] = box === undefined ? [] : [{ start: box.start, end: box.end, role: 'value' }];
  const fields = new Map<string, ReadRole>();
  if (wanted.from === 'field') fields.set(wanted.id, asked.some(({ role }) => role === 'value') ? 'value' : 'control');
  else
    for (const { root, pointer, role } of inputs) {
      const id = root === '$$' ? findFieldId(payload, pointer) : '';
      if (id !== '' && fields.get(id) !== 'value') fields.set(id, role);
    }
  return { marks, spans: wanted.from === 'field' ? [...made, ...asked] : made, fields };
}
