export interface LineLimits {
  /** Of lines that are not blank. */
  lines: number;
  /** Of the whole text. */
  bytes: number;
  /** Of one line, its end not counted. */
  lineBytes: number;
}

/** `number` counts all lines from 1. After `too-many` or `too-large` nothing more is read. */
export type SplitLine =
  | { kind: 'line'; number: number; bytes: Uint8Array }
  | { kind: 'line-too-long'; number: number }
  | { kind: 'too-many'; number: number }
  | { kind: 'too-large'; number: number };

const NEWLINE = 10;
const BLANK = new Set([NEWLINE, 9, 13, 32]);

/** Splits text at LF as it arrives, without its line ends; blank lines are left out. Keeps at most one line in memory. */
export async function* splitLines(chunks: AsyncIterable<Uint8Array>, limits: LineLimits): AsyncGenerator<SplitLine> {
  const line = new LineBuffer(limits.lineBytes);
  let number = 1;
  let count = 0;
  let total = 0;
  const end = (): SplitLine | undefined => {
    const taken = line.take(number);
    number += 1;
    if (taken === undefined) return undefined;
    count += 1;
    return count > limits.lines ? { kind: 'too-many', number: taken.number } : taken;
  };
  for await (const chunk of chunks) {
    total += chunk.byteLength;
    if (total > limits.bytes) {
      yield { kind: 'too-large', number };
      return;
    }
    let start = 0;
    for (let stop = chunk.indexOf(NEWLINE); stop !== -1; stop = chunk.indexOf(NEWLINE, start)) {
      line.add(chunk.subarray(start, stop));
      start = stop + 1;
      const ended = end();
      if (ended !== undefined) yield ended;
      if (ended?.kind === 'too-many') return;
    }
    line.add(chunk.subarray(start));
  }
  const last = end();
  if (last !== undefined) yield last;
}

/** The line that is being read. One that gets too long is dropped, but for knowing it. */
class LineBuffer {
  readonly #most: number;
  #parts: Uint8Array[] = [];
  #size = 0;
  #blank = true;

  constructor(most: number) {
    this.#most = most;
  }

  add(part: Uint8Array): void {
    this.#size += part.byteLength;
    this.#blank &&= part.every((byte) => BLANK.has(byte));
    // One more than allowed, for the CR of a CRLF.
    if (this.#size > this.#most + 1) this.#parts = [];
    // A copy: a part is a view of a chunk, which would be kept whole for it.
    else if (part.byteLength > 0) this.#parts.push(part.slice());
  }

  /** Ends the line; undefined for a blank one. */
  take(number: number): SplitLine | undefined {
    const bytes = withoutReturn(Buffer.concat(this.#parts));
    const blank = this.#blank;
    const tooLong = this.#size > this.#most + 1 || bytes.byteLength > this.#most;
    this.#parts = [];
    this.#size = 0;
    this.#blank = true;
    if (tooLong) return { kind: 'line-too-long', number };
    return blank ? undefined : { kind: 'line', number, bytes };
  }
}

function withoutReturn(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes.at(-1) === 13 ? bytes.subarray(0, -1) : bytes);
}
