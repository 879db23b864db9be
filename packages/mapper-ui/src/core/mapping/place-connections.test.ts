import { expect, test } from 'vitest';
import type { Connection } from './connect-rows.ts';
import { placeConnections } from './place-connections.ts';

const source = { origin: 40, top: 40, bottom: 320, scrolled: 0, rowHeight: 28 };
const mapping = { origin: 0, top: 0, bottom: 340, scrolled: 0, rowHeight: 34 };

function join(from: number, to: number): Connection {
  return { key: `${from} ${to}`, from, to, sourceId: '/a', lineId: '/b', tone: 'value', indirect: false };
}

test('a line goes from the middle of a field to the middle of a row', () => {
  expect(placeConnections([join(0, 1)], source, mapping, 100)).toMatchObject([
    { path: 'M0 54C52 54 48 51 100 51', end: 51 },
  ]);
});

test('scrolling moves its ends by as much', () => {
  const [line] = placeConnections([join(2, 3)], { ...source, scrolled: 28 }, { ...mapping, scrolled: 34 }, 100);
  expect(line?.path).toBe('M0 82C52 82 48 85 100 85');
});

test.each([
  ['the field is above', join(0, 1), 280, 0, /^M100 51Q.* 82 44$/, 51],
  ['the field is below', join(40, 1), 0, 0, /^M100 51Q.* 82 58$/, 51],
  ['the row is below', join(0, 90), 0, 0, /^M0 54Q.* 18 61$/, undefined],
])('a stub points to where the other end is: %s', (_, connection, up, down, path, end) => {
  const [line] = placeConnections([connection], { ...source, scrolled: up }, { ...mapping, scrolled: down }, 100);
  expect(line?.path).toMatch(path);
  expect(line?.end).toBe(end);
});

test('a line with neither end in sight is not drawn', () => {
  expect(placeConnections([join(90, 90)], source, mapping, 100)).toEqual([]);
});
