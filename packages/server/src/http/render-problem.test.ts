import { Hono } from 'hono';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { InvalidCursor, StorageUnavailable } from '../storage/storage-errors.ts';
import { VersionConflict } from '../storage/workspace/workspace.ts';
import { ProblemError } from './problem-error.ts';
import { renderProblem } from './render-problem.ts';

async function answerTo(error: Error): Promise<{ answer: Response; body: Record<string, unknown>; log: string }> {
  let log = '';
  const logger = pino({}, { write: (line: string) => void (log += line) });
  const app = new Hono();
  app.get('/', () => {
    throw error;
  });
  app.onError((thrown, c) => renderProblem(c, thrown, { logger, newId: () => 'err_1' }));
  const answer = await app.request('/');
  return { answer, body: z.record(z.string(), z.unknown()).parse(await answer.json()), log };
}

test.each([
  [new ProblemError('has-dependants', 'In use.'), 409, 'has-dependants'],
  [new VersionConflict('v'), 412, 'version-conflict'],
  [new InvalidCursor('c'), 400, 'invalid-cursor'],
  [new StorageUnavailable('disk full'), 503, 'storage-unavailable'],
])('%s is %d %s', async (error, status, code) => {
  const { answer, body } = await answerTo(error);
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(answer.headers.get('retry-after')).toBe(status === 503 ? '5' : null);
  expect(body).toMatchObject({ type: `/docs/problems#${code}`, status, code });
});

test('places go along, and are left out where there are none', async () => {
  const errors = [{ path: 'name', message: 'Give it a name.' }];
  expect((await answerTo(new ProblemError('invalid-request', 'x', errors))).body.errors).toEqual(errors);
  expect((await answerTo(new ProblemError('not-found', 'x'))).body).not.toHaveProperty('errors');
});

test('what nobody foresaw is told by an id only; the log has the rest', async () => {
  const { answer, body, log } = await answerTo(new Error('password hunter2'));
  expect(answer.status).toBe(500);
  expect(JSON.stringify(body)).not.toMatch(/hunter2|\bat /);
  expect(body.detail).toContain('err_1');
  expect(log).toContain('err_1');
  expect(log).toContain('hunter2');
});
