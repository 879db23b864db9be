const units = [
  { word: 'h', seconds: 3_600 },
  { word: 'min', seconds: 60 },
  { word: 's', seconds: 1 },
] as const;

/** Whole seconds as at most two units: `5 s`, `1 min 12 s`, `24 h`. */
export function wordSeconds(seconds: number): string {
  let rest = Math.max(0, Math.round(seconds));
  const parts: string[] = [];
  for (const unit of units) {
    const count = Math.floor(rest / unit.seconds);
    if (count === 0 || parts.length === 2) continue;
    parts.push(`${count} ${unit.word}`);
    rest -= count * unit.seconds;
  }
  return parts.length === 0 ? '0 s' : parts.join(' ');
}

/** A long time in its two largest units, days included: `3 days 3 h`, `20 min`. */
export function wordSpan(seconds: number): string {
  const days = Math.floor(seconds / 86_400);
  if (days === 0) return wordSeconds(seconds);
  const hours = Math.round((seconds - days * 86_400) / 3_600);
  if (hours === 24) return wordSpan((days + 1) * 86_400);
  return `${days} ${days === 1 ? 'day' : 'days'}${hours === 0 ? '' : ` ${hours} h`}`;
}

/** A measured time: `84 ms`, `1.2 s`, `10.0 s`, from a minute on in words. */
export function formatMilliseconds(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  return wordSeconds(ms / 1_000);
}

const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, min: 60, h: 3_600, d: 86_400 };

/** Reads waits as people write them: `5 s, 5 min, 2 h` or `5, 300, 7200`, separated by commas. Names the part it cannot read. */
export function parseWaits(text: string): { seconds: number[] } | { problem: string } {
  const seconds: number[] = [];
  for (const part of text.split(',').map((piece) => piece.trim())) {
    if (part === '') continue;
    const match = /^(\d+(?:\.\d+)?)\s*(s|m|min|h|d)?$/i.exec(part);
    const factor = unitSeconds[match?.[2]?.toLowerCase() ?? 's'];
    if (match?.[1] === undefined || factor === undefined) {
      return { problem: `"${part}" is not a wait: write a number with s, min, h or d, such as "5 min"` };
    }
    seconds.push(Number(match[1]) * factor);
  }
  return seconds.length === 0 ? { problem: 'Write at least one wait, such as "5 s, 5 min"' } : { seconds };
}
