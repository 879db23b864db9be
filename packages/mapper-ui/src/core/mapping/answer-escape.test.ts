import { expect, test } from 'vitest';
import { answerEscape } from './answer-escape.ts';

const IDLE = { listed: false, asked: false, changed: false, plain: false };

test.each([
  ['nothing typed', {}, 'leave'],
  ['nothing typed, suggestions came by themselves', { listed: true }, 'leave'],
  ['nothing typed, suggestions were asked for', { listed: true, asked: true }, 'close'],
  ['typed, with suggestions', { listed: true, asked: true, changed: true }, 'close'],
  ['typed, with suggestions that came by themselves', { listed: true, changed: true }, 'close'],
  ['typed, suggestions gone by themselves', { asked: true, changed: true }, 'keep'],
  ['typed, and Escape a second time', { asked: true, changed: true, plain: true }, 'leave'],
  [
    'typed, Escape once, then suggestions asked for',
    { listed: true, asked: true, changed: true, plain: true },
    'close',
  ],
])('Escape with %s', (_, typing, answer) => {
  expect(answerEscape({ ...IDLE, ...typing })).toBe(answer);
});
