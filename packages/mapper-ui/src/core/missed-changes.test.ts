import type { StreamBegin } from '@postmap/server/contract';
import { expect, test } from 'vitest';
import { EVERYTHING } from './live-queries.ts';
import { createMissedChanges, readBegin } from './missed-changes.ts';

const begin = (number: number, topics: StreamBegin['topics'] = {}, run = 'r1'): StreamBegin => ({
  run,
  number,
  topics,
});

test('nothing is missed where nothing changed between the answers and the stream', () => {
  const missed = createMissedChanges();
  missed.answered('r1.7');
  missed.answered('r1.7');
  expect(missed.began(begin(7, { deliveries: 7, events: 3 }))).toEqual([]);
});

test('nothing is missed where nothing was read before the stream began', () => {
  expect(createMissedChanges().began(begin(7, { deliveries: 7 }))).toEqual([]);
});

test('what changed after the oldest answer is missed, topic by topic', () => {
  const missed = createMissedChanges();
  missed.answered('r1.9');
  missed.answered('r1.5');
  missed.answered('r1.8');
  expect(missed.began(begin(9, { deliveries: 6, events: 5, inbox: 9 }))).toEqual([
    { topic: 'deliveries' },
    { topic: 'inbox' },
  ]);
});

test('an answer that was on its way when the stream began is judged when it comes', () => {
  const missed = createMissedChanges();
  missed.began(begin(9, { deliveries: 9 }));
  expect(missed.answered('r1.8')).toEqual([{ topic: 'deliveries' }]);
  expect(missed.answered('r1.9')).toEqual([]);
  expect(missed.answered('r1.12')).toEqual([]);
});

test('after a break only what changed since the last word is missed', () => {
  const missed = createMissedChanges();
  missed.answered('r1.1');
  missed.began(begin(1));
  missed.told(20);
  missed.broke();
  missed.answered('r1.22');
  expect(missed.began(begin(25, { customers: 20, feeds: 21 }))).toEqual([{ topic: 'feeds' }]);
});

test('of another run of the server everything is missed, whatever was read of it already', () => {
  const missed = createMissedChanges();
  missed.answered('r1.3');
  missed.began(begin(3));
  missed.broke();
  missed.answered('r2.4');
  expect(missed.began(begin(4, {}, 'r2'))).toEqual(EVERYTHING);
  missed.broke();
  expect(missed.began(begin(4, {}, 'r2'))).toEqual([]);
});

test('an answer of another run is left to the stream that follows', () => {
  const missed = createMissedChanges();
  missed.began(begin(3, { keys: 3 }));
  expect(missed.answered('r2.0')).toEqual([]);
  expect(missed.answered('not a mark')).toEqual([]);
});

test('the beginning of a stream is read as far as its topics are known', () => {
  expect(readBegin('{"run":"r1","number":4,"topics":{"keys":2,"later":4,"inbox":"x"}}')).toEqual({
    run: 'r1',
    number: 4,
    topics: { keys: 2 },
  });
  for (const text of ['null', '{}', '{"run":1,"number":2,"topics":{}}']) expect(readBegin(text)).toBeNull();
});
