import type { Database } from 'better-sqlite3';
import type { FailingTrigger } from '../../../contract/index.ts';
import type { DeliveryFigures } from '../../../deliveries/delivery-store.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const FAILING_MS = 7 * DAY_MS;
/** Sorting an hour of 200 a second would hold the event loop for half a second. */
const LATENCY_SAMPLE = 20_000;
const MOST_FAILING = 20;

interface MinuteFigures {
  minute: number;
  accepted: number;
  succeeded: number;
  failed: number;
  first: number;
  first_succeeded: number;
  delivered: number;
  exhausted: number;
  unrendered: number;
}

interface FailingRow {
  trigger_id: string;
  trigger_name: string;
  customer_id: string;
  customer_name: string;
  failures: number;
  since: number;
  at: number;
  delivery_id: string;
  last_code: string | null;
  summary: string | null;
}

/** Figures of live deliveries; see `statsSchema`. They cost 1,440 rows of minutes and 20,000 of an index, whatever the ledger holds. */
export function prepareDeliveryStats(database: Database): (now: number) => DeliveryFigures {
  const selectMinutes = database.prepare<[number, number], MinuteFigures>(
    'SELECT * FROM minute_figures WHERE minute >= ? AND minute <= ? ORDER BY minute',
  );
  const selectLatencies = database
    .prepare<[number, number], number>(
      `SELECT finished_at - created_at FROM deliveries INDEXED BY deliveries_succeeded
       WHERE kind = 'live' AND status = 'succeeded' AND finished_at >= ? AND finished_at <= ?
       ORDER BY finished_at DESC LIMIT ${LATENCY_SAMPLE}`,
    )
    .pluck();
  const countTroubled = database
    .prepare<[string], number>(
      `SELECT count(*) FROM deliveries INDEXED BY deliveries_troubled
       WHERE kind = 'live' AND status IN ('retrying', 'exhausted') AND status = ?`,
    )
    .pluck();
  const selectFailing = database.prepare<[number], FailingRow>(
    `SELECT f.trigger_id, d.trigger_name, d.customer_id, d.customer_name, f.failures, f.since, f.at, f.delivery_id, d.last_code,
       (SELECT summary FROM attempts WHERE delivery_id = f.delivery_id AND finished_at = f.at ORDER BY number DESC LIMIT 1) AS summary
     FROM failing_triggers f JOIN deliveries d ON d.id = f.delivery_id WHERE f.at > ? ORDER BY f.at DESC LIMIT ${MOST_FAILING}`,
  );

  return (now) => {
    const lastMinute = Math.floor(now / MINUTE_MS) * MINUTE_MS;
    const firstMinute = lastMinute - HOUR_MS + MINUTE_MS;
    const day = selectMinutes.all(lastMinute - DAY_MS + MINUTE_MS, lastMinute);
    const hour = day.filter(({ minute }) => minute >= firstMinute);
    const byMinute = new Map(hour.map((figures) => [figures.minute, figures]));
    const latencies = Float64Array.from(selectLatencies.all(firstMinute, now)).toSorted();
    return {
      lastHour: sumOf(hour, 'accepted'),
      ...rateFigures(hour),
      p50Ms: findPercentile(latencies, 0.5),
      p95Ms: findPercentile(latencies, 0.95),
      lastDay: {
        accepted: sumOf(day, 'accepted'),
        ...rateFigures(day),
        failedToRender: sumOf(day, 'unrendered'),
      },
      retrying: countTroubled.get('retrying') ?? 0,
      exhausted: countTroubled.get('exhausted') ?? 0,
      failing: selectFailing.all(now - FAILING_MS).map(toFailingTrigger),
      perMinute: Array.from({ length: 60 }, (_, index) => {
        const at = firstMinute + index * MINUTE_MS;
        const { succeeded = 0, failed = 0 } = byMinute.get(at) ?? {};
        return { at: new Date(at).toISOString(), succeeded, failed };
      }),
    };
  };
}

function rateFigures(minutes: readonly MinuteFigures[]): Pick<DeliveryFigures, 'firstTryRate' | 'finalRate'> {
  const delivered = sumOf(minutes, 'delivered');
  const lost = sumOf(minutes, 'exhausted') + sumOf(minutes, 'unrendered');
  return {
    firstTryRate: rateOf(sumOf(minutes, 'first_succeeded'), sumOf(minutes, 'first')),
    finalRate: rateOf(delivered, delivered + lost),
  };
}

function rateOf(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function sumOf(minutes: readonly MinuteFigures[], name: keyof MinuteFigures): number {
  return minutes.reduce((sum, figures) => sum + figures[name], 0);
}

/** Nearest rank; null of nothing. `sorted` ascends. */
function findPercentile(sorted: Float64Array, share: number): number | null {
  return sorted[Math.ceil(sorted.length * share) - 1] ?? null;
}

function toFailingTrigger(row: FailingRow): FailingTrigger {
  return {
    triggerId: row.trigger_id,
    triggerName: row.trigger_name,
    customerId: row.customer_id,
    customerName: row.customer_name,
    failures: row.failures,
    since: new Date(row.since).toISOString(),
    lastAt: new Date(row.at).toISOString(),
    lastDeliveryId: row.delivery_id,
    lastCode: row.last_code,
    lastError: row.summary ?? 'The try is not on record any more.',
  };
}
