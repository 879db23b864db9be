import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitLines } from './split-lines.ts';
import type { LineLimits, SplitLine } from './split-lines.ts';

const wide: LineLimits = { lines: 1_000, bytes: 1_000_000, lineBytes: 1_000 };

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

async function split(chunks: readonly string[], limits: Partial<LineLimits> = {}): Promise<SplitLine[]> {
  const stream = (async function* () {
    for (const chunk of chunks) yield new TextEncoder().encode(chunk);
  })();
  return await collect(splitLines(stream, { ...wide, ...limits }));
}

/** Lines as `number:text`, the rest as `number kind`. */
async function show(...args: Parameters<typeof split>): Promise<string[]> {
  return (await split(...args)).map((line) =>
    line.kind === 'line' ? `${line.number}:${new TextDecoder().decode(line.bytes)}` : `${line.number} ${line.kind}`,
  );
}

test.each<[string, string[], Partial<LineLimits>, string[]]>([
  ['lines with and without a last end', ['a\nb\n', 'c'], {}, ['1:a', '2:b', '3:c']],
  ['nothing', [], {}, []],
  ['blank lines, which count as places only', ['\n \t\r\n', 'a\r\n\r\n', '\nb'], {}, ['3:a', '6:b']],
  ['a line in many chunks', ['a', 'b', '', 'c\r', '\nd'], {}, ['1:abc', '2:d']],
  ['as many lines as allowed', ['a\n\nb\n\n'], { lines: 2 }, ['1:a', '3:b']],
  ['more lines than allowed', ['a\n\nb\nc\nd'], { lines: 2 }, ['1:a', '3:b', '4 too-many']],
  ['a line as long as allowed, with CRLF', ['abcd\r\ne'], { lineBytes: 4 }, ['1:abcd', '2:e']],
  [
    'a line that is too long, among others',
    ['a\nabc', 'de', 'f\nb\n'],
    { lineBytes: 4 },
    ['1:a', '2 line-too-long', '3:b'],
  ],
  ['a line that is one byte too long', ['abcde\nb'], { lineBytes: 4 }, ['1 line-too-long', '2:b']],
  ['more bytes than allowed', ['a\nb\n', 'c\nd\n'], { bytes: 6 }, ['1:a', '2:b', '3 too-large']],
])('%s', async (_, chunks, limits, lines) => {
  expect(await show(chunks, limits)).toEqual(lines);
});

test('however text comes in chunks, its lines are the same', async () => {
  const text = fc.array(fc.constantFrom('a', 'é', ' ', '\n', '\r\n', '{"x":1}'), { maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(text, fc.infiniteStream(fc.integer({ min: 1, max: 7 })), async (parts, sizes) => {
      const bytes = new TextEncoder().encode(parts.join(''));
      const chunks: Uint8Array[] = [];
      for (let start = 0; start < bytes.length;) {
        const size = sizes.next().value ?? 1;
        chunks.push(bytes.slice(start, start + size));
        start += size;
      }
      const stream = (async function* () {
        yield* chunks;
      })();
      const lines = await collect(splitLines(stream, wide));
      const expected = parts
        .join('')
        .split('\n')
        .flatMap((line, index) => (line.trim() === '' ? [] : [[index + 1, line.replace(/\r$/, '')]]));
      expect(
        lines.map((line) => [line.number, line.kind === 'line' ? new TextDecoder().decode(line.bytes) : line.kind]),
      ).toEqual(expected);
    }),
  );
});
