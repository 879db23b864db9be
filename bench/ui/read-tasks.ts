import { z } from 'zod';

/** A task of the page's main thread, in milliseconds: how long it had the processor, and how long it took in all. */
export interface Task {
  cpu: number;
  wall: number;
  /** A frame was made in it. */
  draws: boolean;
}

/** Names that a page marks, as `performance.mark` does, what is to be read between. */
export const BEGIN_MARK = 'postmap-bench-begin';
export const END_MARK = 'postmap-bench-end';

/** What the browser is asked to record. */
export const TRACE_CATEGORIES = ['blink.user_timing', 'devtools.timeline', 'disabled-by-default-devtools.timeline'];

/** Of the Trace Event Format; times are in microseconds, `tdur` is thread time. */
const eventSchema = z.object({
  name: z.string(),
  ph: z.string(),
  pid: z.number(),
  tid: z.number(),
  ts: z.number().default(0),
  dur: z.number().optional(),
  tdur: z.number().optional(),
});
const traceSchema = z.object({ traceEvents: z.array(eventSchema) });
type TraceEvent = z.infer<typeof eventSchema>;

/** The steps by which a frame comes to be. */
const DRAWING = new Set(['Layout', 'PrePaint', 'Paint', 'Layerize', 'Commit']);

/** The tasks of the thread that set both marks, between them. Throws where the trace lacks one. */
export function readTasks(trace: Buffer): Task[] {
  const { traceEvents } = traceSchema.parse(JSON.parse(trace.toString('utf8')));
  const [begin, end] = [BEGIN_MARK, END_MARK].map((mark) => {
    const found = traceEvents.find(({ name }) => name === mark);
    if (found === undefined) throw new Error(`The trace has no mark ${mark}`);
    return found;
  });
  if (begin === undefined || end === undefined) throw new Error('The trace has no marks');
  const own = traceEvents.filter(
    ({ pid, tid, ts }) => pid === begin.pid && tid === begin.tid && ts >= begin.ts && ts <= end.ts,
  );
  const drawn = own.filter(({ name }) => DRAWING.has(name)).map(({ ts }) => ts);
  return own.filter(isTask).map(({ ts, dur = 0, tdur = dur }) => ({
    cpu: tdur / 1_000,
    wall: dur / 1_000,
    draws: drawn.some((at) => at >= ts && at <= ts + dur),
  }));
}

function isTask({ name, ph, dur }: TraceEvent): boolean {
  return name === 'RunTask' && ph === 'X' && dur !== undefined;
}
