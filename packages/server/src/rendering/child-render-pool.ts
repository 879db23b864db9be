import { performance } from 'node:perf_hooks';
import type { RenderContext } from '@postmap/engine';
import { checkConditions } from './check-conditions.ts';
import { describeLoss } from './describe-loss.ts';
import { RenderLane } from './render-lane.ts';
import type { NamedString } from './render-messages.ts';
import type { RenderJob, RenderOutcome, RenderPool } from './render-pool.ts';
import { elapsedSince } from './render-process.ts';
import type { TaskResult } from './render-process.ts';
import { templateKey } from './template-key.ts';

export interface RenderPoolOptions {
  /** Processes per language at most, at least 2, so that one slow template does not hold up the rest. */
  size: number;
  /** From the moment that a process takes a task; waiting for one does not count. */
  deadlineMs?: number;
  /** Resident memory of one process; half of it is the heap's. */
  memoryMb?: number;
  /** How long a process may take to be ready. An idle machine takes 0.3 s. */
  startMs?: number;
  /** Told of every process that could not be started. */
  onStartFailure?: (error: unknown) => void;
}

type Target = NonNullable<RenderJob['target']>;
type TargetOutcome = { kind: 'rendered'; target: Target | null } | (RenderOutcome & { kind: 'failed' });

/**
 * Makes a pool of killable child processes. Child processes, not worker threads: a V8 abort in a worker takes the server with it.
 * JSONata runs where no code can be made from strings; Handlebars templates, URLs and header values run in processes of their own.
 */
export function createRenderPool(options: RenderPoolOptions): RenderPool {
  const {
    deadlineMs: defaultDeadlineMs = 2000,
    memoryMb = 256,
    startMs = 20_000,
    onStartFailure = () => undefined,
  } = options;
  const size = Math.max(2, options.size);
  const lanes = {
    jsonata: new RenderLane({ language: 'jsonata', size, memoryMb, startMs, onStartFailure }),
    handlebars: new RenderLane({ language: 'handlebars', size, memoryMb, startMs, onStartFailure }),
  };

  async function renderBody(
    { template, payload, context }: RenderJob,
    deadlineMs: number,
    withValue: boolean,
  ): Promise<TaskResult> {
    const key = templateKey([
      template.language,
      template.format,
      JSON.stringify(template.formatOptions ?? {}),
      template.source,
      JSON.stringify(template.partials ?? {}),
    ]);
    return lanes[template.language].run({ kind: 'render', template, payload, context, withValue }, key, { deadlineMs });
  }

  async function renderStrings(target: Target, payload: string, context: RenderContext): Promise<TargetOutcome> {
    const startedAt = performance.now();
    const strings = listTemplated(target);
    if (strings.length === 0) return { kind: 'rendered', target };
    const key = templateKey(strings.map(({ source }) => source));
    const task = { kind: 'strings' as const, strings, payload, context };
    const result = await lanes.handlebars.run(task, key, { deadlineMs: defaultDeadlineMs });
    if (result.kind === 'lost' || result.reply.kind !== 'strings') return fail(result, defaultDeadlineMs, startedAt);
    return { kind: 'rendered', target: fillTarget(target, result.reply.values) };
  }

  return {
    async render(job, { deadlineMs = defaultDeadlineMs, withValue = false } = {}) {
      const startedAt = performance.now();
      const [result, target] = await Promise.all([
        renderBody(job, deadlineMs, withValue),
        job.target === undefined ? null : renderStrings(job.target, job.payload, job.context),
      ]);
      if (result.kind === 'lost' || result.reply.kind !== 'rendered') return fail(result, deadlineMs, startedAt);
      if (target?.kind === 'failed') return target;
      return { ...result.reply, target: target?.target ?? null, durationMs: elapsedSince(startedAt) };
    },
    async renderTarget({ target, payload, context }) {
      const startedAt = performance.now();
      const outcome = await renderStrings(target, payload, context);
      if (outcome.kind === 'failed') return outcome;
      const durationMs = elapsedSince(startedAt);
      return { kind: 'rendered', body: '', contentType: '', target: outcome.target, diagnostics: [], durationMs };
    },
    checkConditions(payload, conditions, { deadlineMs = defaultDeadlineMs } = {}) {
      return checkConditions({ lane: lanes.jsonata, payload, conditions, deadlineMs });
    },
    readLoad: () => [lanes.jsonata.readLoad(), lanes.handlebars.readLoad()],
    async close() {
      await Promise.all([lanes.jsonata.close(), lanes.handlebars.close()]);
    },
  };
}

/** A text without `{{` is its own rendering. */
function isTemplated(text: string): boolean {
  return text.includes('{{');
}

function listTemplated({ url, headers }: Target): NamedString[] {
  const all: NamedString[] = [
    { name: 'the URL', source: url, escaping: 'percent' },
    ...headers.map(([name, source]): NamedString => ({ name: `header "${name}"`, source, escaping: 'none' })),
  ];
  return all.filter(({ source }) => isTemplated(source));
}

/** `values` are the renderings of the templated strings, in the order of {@link listTemplated}. */
function fillTarget({ url, headers }: Target, values: string[]): Target {
  const left = [...values];
  const fill = (text: string): string => (isTemplated(text) ? (left.shift() ?? '') : text);
  return { url: fill(url), headers: headers.map(([name, value]): [string, string] => [name, fill(value)]) };
}

function fail(result: TaskResult, deadlineMs: number, startedAt: number): RenderOutcome & { kind: 'failed' } {
  const durationMs = elapsedSince(startedAt);
  if (result.kind === 'lost') {
    const unavailable =
      result.cause === 'unavailable' || result.cause === 'closed' ? { unavailable: true as const } : {};
    const diagnostics = [describeLoss(result.cause, deadlineMs)];
    return { kind: 'failed', diagnostics, retryable: true, durationMs, ...unavailable };
  }
  const diagnostics = result.reply.kind === 'failed' ? result.reply.diagnostics : [describeLoss('crash', deadlineMs)];
  return { kind: 'failed', diagnostics, retryable: diagnostics.some(({ code }) => code === 'budget-time'), durationMs };
}
