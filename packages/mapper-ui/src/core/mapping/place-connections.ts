import type { Connection } from './connect-rows.ts';

/** A list that scrolls, as the lines see it; all in pixels from the top of what they are drawn on. */
export interface Column {
  /** Where its first row would be were it not scrolled. */
  readonly origin: number;
  /** Where the part of it that is seen begins and ends. */
  readonly top: number;
  readonly bottom: number;
  /** How far it is scrolled. */
  readonly scrolled: number;
  readonly rowHeight: number;
}

export interface PlacedLine extends Connection {
  /** For the `d` of an SVG path. */
  readonly path: string;
  /** Where it ends at the mapping; undefined where that is scrolled away. */
  readonly end: number | undefined;
}

/** How far a line goes whose other end is scrolled away, and how much it bends towards it. */
const STUB = 18;
const BEND = 7;

/** Where lines are drawn, from indexes and scroll offsets alone: asking the page about each row would lay it out each time. */
export function placeConnections(
  connections: readonly Connection[],
  source: Column,
  mapping: Column,
  width: number,
): PlacedLine[] {
  return connections.flatMap((connection) => {
    const from = placeRow(source, connection.from);
    const to = placeRow(mapping, connection.to);
    if (from.away !== 0 && to.away !== 0) return [];
    const path =
      from.away !== 0
        ? drawStub(width, -1, to.y, from.away)
        : to.away !== 0
          ? drawStub(0, 1, from.y, to.away)
          : drawCurve(from.y, to.y, width);
    return [{ ...connection, path, end: to.away === 0 ? to.y : undefined }];
  });
}

/** `away` is -1 above what is seen, 1 below it. */
function placeRow(
  { origin, top, bottom, scrolled, rowHeight }: Column,
  index: number,
): { y: number; away: -1 | 0 | 1 } {
  const y = Math.round(origin + (index + 0.5) * rowHeight - scrolled);
  return { y, away: y < top ? -1 : y > bottom ? 1 : 0 };
}

function drawCurve(from: number, to: number, width: number): string {
  const half = Math.round(width * 0.52);
  return `M0 ${from}C${half} ${from} ${width - half} ${to} ${width} ${to}`;
}

function drawStub(x: number, direction: 1 | -1, y: number, away: number): string {
  const far = x + direction * STUB;
  return `M${x} ${y}Q${far - direction * 4} ${y} ${far} ${y + away * BEND}`;
}
