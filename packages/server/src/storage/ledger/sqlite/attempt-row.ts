import { attemptSchema } from '../../../contract/index.ts';
import type { Attempt } from '../../../contract/index.ts';
import { headerListSchema, readJson } from './columns.ts';

export interface AttemptRow {
  number: number;
  started_at: number;
  finished_at: number | null;
  duration_ms: number | null;
  outcome: string;
  method: string;
  url: string;
  request_headers: string;
  response: string | null;
  failure: string | null;
  summary: string;
}

const { outcome: outcomeSchema, response: responseSchema, failure: failureSchema } = attemptSchema.shape;

export function toAttempt(row: AttemptRow): Attempt {
  return {
    number: row.number,
    startedAt: new Date(row.started_at).toISOString(),
    finishedAt: row.finished_at === null ? null : new Date(row.finished_at).toISOString(),
    durationMs: row.duration_ms,
    outcome: outcomeSchema.parse(row.outcome),
    request: { method: row.method, url: row.url, headers: readJson(headerListSchema, row.request_headers) },
    response: readJson(responseSchema, row.response ?? 'null'),
    failure: readJson(failureSchema, row.failure ?? 'null'),
    summary: row.summary,
  };
}
