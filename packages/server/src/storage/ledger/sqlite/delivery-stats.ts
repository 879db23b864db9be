import type { Database } from 'better-sqlite3';
import type { Stats } from '../../../contract/index.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Sorting an hour of 200 a second would hold the event loop for half a second. */
const LATENCY_SAMPLE = 20_000;

interface MinuteFigures {
  succeeded: number;
  failed: number;
  first: number;
  firstSucceeded: number;
}

/**
 * Figures of live deliveries. `lastHour` counts what was accepted to be sent, `firstTryRate` first attempts that ended, `p95Ms` is that of
 * the hour's newest 20,000 successes, `perMinute` counts attempts by when they ended, in 60 minutes of which the last is running.
 */
export function prepareDeliveryStats(database: Database): (now: number) => Stats {
  const countAccepted = database
    .prepare<[number, number], number>(
      `SELECT count(*) FROM deliveries INDEXED BY deliveries_accepted
       WHERE kind = 'live' AND status NOT IN ('filtered', 'held-back') AND created_at > ? AND created_at <= ?`,
    )
    .pluck();
  // One range of the index for each minute needs no sorting, as one query with GROUP BY does.
  const selectMinute = database.prepare<[number, number], MinuteFigures>(
    `SELECT count(*) FILTER (WHERE outcome = 'succeeded') AS succeeded, count(*) FILTER (WHERE outcome <> 'succeeded') AS failed,
       count(*) FILTER (WHERE number = 1) AS first, count(*) FILTER (WHERE number = 1 AND outcome = 'succeeded') AS firstSucceeded
     FROM attempts INDEXED BY attempts_finished
     WHERE kind = 'live' AND finished_at IS NOT NULL AND finished_at >= ? AND finished_at < ?`,
  );
  const selectLatencies = database
    .prepare<[number, number], number>(
      `SELECT finished_at - created_at FROM deliveries INDEXED BY deliveries_succeeded
       WHERE kind = 'live' AND status = 'succeeded' AND finished_at > ? AND finished_at <= ?
       ORDER BY finished_at DESC LIMIT ${LATENCY_SAMPLE}`,
    )
    .pluck();
  const countTroubled = database
    .prepare<[string], number>(
      `SELECT count(*) FROM deliveries INDEXED BY deliveries_troubled
       WHERE kind = 'live' AND status IN ('retrying', 'exhausted') AND status = ?`,
    )
    .pluck();

  return (now) => {
    const since = now - HOUR_MS;
    const firstMinute = Math.floor(now / MINUTE_MS) * MINUTE_MS - HOUR_MS + MINUTE_MS;
    const minutes = Array.from({ length: 60 }, (_, index) => {
      const at = firstMinute + index * MINUTE_MS;
      const figures = selectMinute.get(at, at + MINUTE_MS) ?? { succeeded: 0, failed: 0, first: 0, firstSucceeded: 0 };
      return { at: new Date(at).toISOString(), ...figures };
    });
    const first = sumOf(minutes.map((minute) => minute.first));
    return {
      lastHour: countAccepted.get(since, now) ?? 0,
      firstTryRate: first === 0 ? null : sumOf(minutes.map((minute) => minute.firstSucceeded)) / first,
      p95Ms: percentile95(selectLatencies.all(since, now)),
      retrying: countTroubled.get('retrying') ?? 0,
      exhausted: countTroubled.get('exhausted') ?? 0,
      perMinute: minutes.map(({ at, succeeded, failed }) => ({ at, succeeded, failed })),
    };
  };
}

/** Nearest rank; null of nothing. */
function percentile95(values: readonly number[]): number | null {
  const rank = Math.ceil(values.length * 0.95);
  return values.toSorted((a, b) => a - b)[rank - 1] ?? null;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
