import { expect, test } from 'vitest';
import { z } from 'zod';
import { describeIssues, wordIssue, writePath } from './describe-issues.ts';

const schema = z.strictObject({
  name: z.string().min(1, 'Give it a name').max(3),
  count: z.number().int().min(1).optional(),
  tags: z.array(z.string()).max(1).optional(),
  flag: z.boolean().optional(),
  kind: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('a') }),
      z.strictObject({ type: z.literal('b'), size: z.number() }),
    ])
    .optional(),
  who: z.union([z.literal('all'), z.array(z.string())]).optional(),
  retry: z.union([z.enum(['often', 'never']), z.strictObject({ delays: z.array(z.number().min(0)) })]).optional(),
  values: z.record(z.string(), z.number()).optional(),
  at: z.iso.datetime().optional(),
});

test.each([
  [{}, 'name', 'This is required: give text.'],
  [{ name: '' }, 'name', 'Give it a name.'],
  [{ name: 'abcd' }, 'name', 'Use at most 3 characters.'],
  [{ name: null }, 'name', 'Give text, not null.'],
  [{ name: 'a', count: 1.5 }, 'count', 'Give a whole number, not a number.'],
  [{ name: 'a', count: 0 }, 'count', 'Use a number that is at least 1.'],
  [{ name: 'a', tags: ['x', 'y'] }, 'tags', 'Give at most 1 item.'],
  [{ name: 'a', tags: [7] }, 'tags[0]', 'Give text, not a number.'],
  [{ name: 'a', flag: 'yes' }, 'flag', 'Give true or false, not text.'],
  [{ name: 'a', nmae: 1 }, 'nmae', 'There is no field "nmae" here: remove it or check its spelling.'],
  [{ name: 'a', kind: { type: 'c' } }, 'kind.type', 'Use one of the known values of "type".'],
  [{ name: 'a', kind: { type: 'b' } }, 'kind.size', 'This is required: give a number.'],
  [{ name: 'a', who: 'some' }, 'who', 'Use "all", or: Give a list, not text.'],
  [{ name: 'a', who: ['x', 1] }, 'who[1]', 'Give text, not a number.'],
  [{ name: 'a', retry: 'daily' }, 'retry', 'Use "often" or "never", or: Give an object, not text.'],
  [{ name: 'a', retry: { delays: [1, -1] } }, 'retry.delays[1]', 'Use a number that is at least 0.'],
  [{ name: 'a', values: { 'a b': 'x' } }, 'values["a b"]', 'Give a number, not text.'],
  [{ name: 'a', at: 'today' }, 'at', 'Write a UTC time such as 2026-01-31T12:00:00.000Z.'],
  [7, '', 'Give an object, not a number.'],
])('%j: %s: %s', (input, path, message) => {
  const result = schema.safeParse(input, { error: wordIssue });
  expect(describeIssues(result.error?.issues ?? [])).toEqual([{ path, message }]);
});

test.each([
  [[], ''],
  [['a', 0, 'b-c', 1], 'a[0].b-c[1]'],
  [['a.b', 'c'], '["a.b"].c'],
])('%j is %s', (path, written) => {
  expect(writePath(path)).toBe(written);
});
