import { expect, test } from 'vitest';
import { TriggerSlots } from './trigger-slots.ts';

test('a full trigger is left alone until half of its tries have ended, and a claim never exceeds the room', () => {
  const slots = new TriggerSlots(4);
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
