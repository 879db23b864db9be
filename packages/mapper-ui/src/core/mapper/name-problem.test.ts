import { expect, test } from 'vitest';
import { joinProblems } from './name-problem.ts';

test('a problem that both found is one, and keeps what the first knows of it', () => {
  const fix = { title: 'Mend it', edits: [] };
  const first = { code: 'a', message: 'm', span: { start: 1, end: 2 }, fix };
  const same = { code: 'a', message: 'm', span: { start: 1, end: 2 } };
  const elsewhere = { code: 'a', message: 'm', span: { start: 5, end: 6 } };
  const placeless = { code: 'a', message: 'm' };
  expect(joinProblems<typeof same>([first], [same, elsewhere])).toEqual([first, elsewhere]);
  expect(joinProblems([], [placeless])).toEqual([placeless]);
});
