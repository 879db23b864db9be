import { clsx } from 'clsx';
import { useMemo, useRef, useSyncExternalStore } from 'react';
import type { RefObject } from 'react';
import { connectRows } from '../../../../core/mapping/connect-rows.ts';
import type { Connection, Tone } from '../../../../core/mapping/connect-rows.ts';
import { placeConnections } from '../../../../core/mapping/place-connections.ts';
import type { PlacedLine } from '../../../../core/mapping/place-connections.ts';
import type { VisualState } from '../useVisual.ts';
import type { SourceView } from './source-view.ts';
import { useColumns } from './useColumns.ts';
import { useHoveredEnds } from './useHoveredEnds.ts';

interface MappingLinesProps {
  visual: VisualState;
  source: SourceView;
  /** What scrolls the mapping. */
  scroller: RefObject<HTMLDivElement | null>;
}

const colours: Record<Tone, string> = { value: 'text-accent', loop: 'text-loop', cond: 'text-warn' };

/** The lines from the fields to what they feed, in a lane between both. Whoever cannot see them hears each row's fields with the row. */
export function MappingLines({ visual, source, scroller }: MappingLinesProps) {
  const lane = useRef<HTMLDivElement>(null);
  const shown = useSyncExternalStore(source.subscribe, source.read);
  const { links, rows } = visual.mapping.projection;
  const { lines, active } = visual.view;
  const fields = useMemo(() => new Map(shown?.rows.map(({ node }, index) => [node.id, index])), [shown?.rows]);
  const connections = useMemo(() => connectRows({ links, rows, lines, fields }), [links, rows, lines, fields]);
  const columns = useColumns(lane, shown, scroller);
  const hovered = useHoveredEnds(shown?.scroller, scroller);
  const activeLine = lines[active]?.id;
  const isStrong = ({ sourceId, lineId }: Connection): boolean =>
    sourceId === hovered.field || lineId === hovered.line || lineId === activeLine || sourceId === shown?.active;
  const placed = columns === null ? [] : placeConnections(connections, columns.source, columns.mapping, columns.width);
  return (
    <div
      ref={lane}
      aria-hidden
      data-testid="mapping-lines"
      className="w-[72px] shrink-0 overflow-hidden border-r border-line-soft bg-sub max-[1279px]:w-11 max-[640px]:hidden"
    >
      <svg
        width={columns?.width ?? 0}
        height={columns?.height ?? 0}
        className={clsx('block', visual.mapping.stale && 'opacity-50')}
      >
        {/* What is drawn last lies on top. */}
        {[false, true].map((strong) =>
          [
            ...Map.groupBy(
              placed.filter((line) => isStrong(line) === strong),
              nameLook,
            ),
          ].map(([look, alike]) => (
            <LinesOfLook key={`${strong} ${look}`} lines={alike} strong={strong} end={(columns?.width ?? 0) - 4} />
          )),
        )}
      </svg>
    </div>
  );
}

function nameLook({ tone, indirect }: Connection): string {
  return indirect ? `indirect ${tone}` : tone;
}

/** Lines that look alike are one shape: while lists scroll, all of them are laid out and painted in each frame. `end` is where their dots are, across. */
function LinesOfLook({ lines, strong, end }: { lines: readonly PlacedLine[]; strong: boolean; end: number }) {
  const [first] = lines;
  if (first === undefined) return null;
  const ends = lines.flatMap((line) => (line.end === undefined ? [] : `M${end} ${line.end}h0`));
  const common = {
    className: colours[first.tone],
    fill: 'none',
    stroke: 'currentColor',
    strokeLinecap: 'round',
  } as const;
  return (
    <>
      <path
        {...common}
        data-lines={lines.length}
        d={lines.map(({ path }) => path).join('')}
        strokeWidth={strong ? 2 : 1.2}
        strokeOpacity={strong ? 1 : 0.4}
        strokeDasharray={first.indirect ? '4 3' : undefined}
      />
      {/* A line without length that has round ends is a dot. */}
      {ends.length > 0 && (
        <path {...common} data-ends d={ends.join('')} strokeWidth={strong ? 6 : 4.8} strokeOpacity={strong ? 1 : 0.5} />
      )}
    </>
  );
}
