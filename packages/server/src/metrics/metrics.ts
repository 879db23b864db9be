import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { DeliveryStatus } from '../contract/index.ts';
import type { DeliveryObserver } from '../deliveries/delivery-observer.ts';

/** What became of an event that was posted: `failed` is no fault of its sender. */
export type EventOutcome = 'accepted' | 'duplicate' | 'refused' | 'failed';
/** Why nothing was rendered: the template's own error, its time or memory, or no process to render in. */
export type RenderOutcomeName = 'rendered' | 'template-error' | 'budget' | 'unavailable';

/** Figures of this process since it started, for Prometheus. No label holds a name, an address or an id. */
export interface Metrics {
  readonly registry: Registry;
  readonly observer: DeliveryObserver;
  countEvent: (outcome: EventOutcome) => void;
  countEnded: (status: DeliveryStatus, count: number) => void;
  recordRender: (language: string, outcome: RenderOutcomeName, durationMs: number) => void;
  recordCommit: (durationMs: number, operations: number) => void;
}

const NETWORK_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
const LATENCY_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30, 300, 3_600, 86_400];
const WORK_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];
const COMMIT_OPERATIONS = [1, 2, 5, 10, 20, 50, 100];

/** Metrics of one server, with those of its process. A registry of its own, so that two servers in one process do not mix. */
export function createMetrics(version: string): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  new Gauge({ name: 'postmap_build_info', help: 'The version that runs.', labelNames: ['version'], registers })
    .labels(version)
    .set(1);
  const events = new Counter({
    name: 'postmap_events_total',
    help: 'Events posted, by what became of them.',
    labelNames: ['outcome'],
    registers,
  });
  const ended = new Counter({
    name: 'postmap_deliveries_ended_total',
    help: 'Live deliveries that came to an end, by status; one that is retried by hand ends again.',
    labelNames: ['status'],
    registers,
  });
  const attempts = new Counter({
    name: 'postmap_attempts_total',
    help: 'Tries of live deliveries, by class of the answer (2xx, HTTP or SMTP) or code of the failure.',
    labelNames: ['outcome'],
    registers,
  });
  const attemptSeconds = new Histogram({
    name: 'postmap_attempt_duration_seconds',
    help: 'From the start of a try to its answer or failure.',
    labelNames: ['outcome'],
    buckets: NETWORK_SECONDS,
    registers,
  });
  const latencySeconds = new Histogram({
    name: 'postmap_delivery_latency_seconds',
    help: 'From the acceptance of an event to the success of a delivery.',
    buckets: LATENCY_SECONDS,
    registers,
  });
  const renderSeconds = new Histogram({
    name: 'postmap_render_duration_seconds',
    help: 'Renderings of templates for deliveries and previews, with the wait for a process.',
    labelNames: ['language'],
    buckets: WORK_SECONDS,
    registers,
  });
  const renderFailures = new Counter({
    name: 'postmap_render_failures_total',
    help: 'Renderings that failed: by the template (template-error), its time or memory (budget), or for want of a process (unavailable).',
    labelNames: ['language', 'cause'],
    registers,
  });
  const commitSeconds = new Histogram({
    name: 'postmap_ledger_commit_duration_seconds',
    help: 'Transactions of the ledger, with their fsync.',
    buckets: WORK_SECONDS,
    registers,
  });
  const commitOperations = new Histogram({
    name: 'postmap_ledger_commit_operations',
    help: 'Writes that shared one transaction.',
    buckets: COMMIT_OPERATIONS,
    registers,
  });

  // Looking a label up costs more than counting, and there are few.
  const countEvent = keepLabelled((outcome) => events.labels(outcome));
  const countEndedAs = keepLabelled((status) => ended.labels(status));
  const countAttempt = keepLabelled((outcome) => attempts.labels(outcome));
  const timeAttempt = keepLabelled((outcome) => attemptSeconds.labels(outcome));
  const timeRender = keepLabelled((language) => renderSeconds.labels(language));
  for (const outcome of ['accepted', 'duplicate', 'refused', 'failed']) countEvent(outcome).inc(0);
  for (const status of ['succeeded', 'exhausted', 'failed-to-render', 'cancelled', 'throttled'])
    countEndedAs(status).inc(0);

  return {
    registry,
    observer: {
      attempted(delivery, { code, outcome, durationMs, finishedAt }, { status }) {
        countAttempt(classifyCode(code)).inc();
        timeAttempt(outcome).observe(durationMs / 1000);
        if (status === 'succeeded') latencySeconds.observe(Math.max(0, finishedAt - delivery.createdAt) / 1000);
        if (status !== 'retrying') countEndedAs(status).inc();
      },
      settled(_delivery, { status }) {
        if (status !== 'retrying') countEndedAs(status).inc();
      },
    },
    countEvent: (outcome) => countEvent(outcome).inc(),
    countEnded: (status, count) => countEndedAs(status).inc(count),
    recordRender(language, outcome, durationMs) {
      timeRender(language).observe(durationMs / 1000);
      if (outcome !== 'rendered') renderFailures.labels(language, outcome).inc();
    },
    recordCommit(durationMs, operations) {
      commitSeconds.observe(durationMs / 1000);
      commitOperations.observe(operations);
    },
  };
}

/** HTTP and SMTP answers by their first digit; a failure by its own code, of which there are few. */
function classifyCode(code: string): string {
  return /^[1-9]\d\d$/.test(code) ? `${code[0]}xx` : code;
}

function keepLabelled<T>(label: (value: string) => T): (value: string) => T {
  const known = new Map<string, T>();
  return (value) => {
    const kept = known.get(value);
    if (kept !== undefined) return kept;
    const made = label(value);
    known.set(value, made);
    return made;
  };
}
