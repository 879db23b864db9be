import { expect, test } from 'vitest';
import { TriggerSlots } from './trigger-slots.ts';

test('a full trigger is left alone until half of its tries have ended, and a claim never exceeds the room', () => {
  const slots = new TriggerSlots(100, 4);
  expect(slots.room()).toBe(4);
  slots.begin('a');
  expect(slots.room()).toBe(3);
  for (let count = 0; count < 3; count++) slots.begin('a');
  expect(slots.listFull()).toEqual(['a']);
  expect(slots.room()).toBe(4);
  slots.begin('b');
  expect(slots.room()).toBe(3);
  slots.end('a');
  expect(slots.listFull()).toEqual(['a']);
  slots.end('a');
  expect(slots.listFull()).toEqual([]);
  expect(slots.room()).toBe(2);
  slots.end('a');
  slots.end('a');
  slots.end('b');
  expect(slots.room()).toBe(4);
});

test('the more places are taken, the fewer one trigger gets, and the last is never exceeded', () => {
  const slots = new TriggerSlots(32, 8);
  const shares: number[] = [];
  // Each takes as much as it is let, and never ends. Bounded by the places: slots that never fill up must fail this, not keep it going.
  for (let trigger = 0; trigger <= 32 && slots.room() > 0; trigger++) {
    const share = slots.room();
    for (let count = 0; count < share; count++) slots.begin(`hanging ${trigger}`);
    shares.push(share);
  }
  expect(shares).toEqual([8, 6, 4, 3, 2, 2, 1, 1, 1, 1, 1, 1, 1]);
  slots.end('hanging 12');
  expect(slots.room()).toBe(1);
  expect(slots.listFull()).toHaveLength(12);
});
