import { clsx } from 'clsx';
import { useMemo, useRef, useSyncExternalStore } from 'react';
import type { RefObject } from 'react';
import { connectRows } from '../../../../core/mapping/connect-rows.ts';
import type { Connection, Tone } from '../../../../core/mapping/connect-rows.ts';
import { placeConnections } from '../../../../core/mapping/place-connections.ts';
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
  // What is drawn last lies on top.
  const ordered = [...placed.filter((line) => !isStrong(line)), ...placed.filter(isStrong)];
  return (
    <div
      ref={lane}
      aria-hidden
      data-testid="mapping-lines"
      className="w-[72px] shrink-0 overflow-hidden border-r border-line-soft bg-sub max-[1279px]:w-11 max-[640px]:hidden"
    >
      <svg width={columns?.width ?? 0} height={columns?.height ?? 0} className="block">
        {ordered.map((line) => {
          const strong = isStrong(line);
          return (
            <g key={line.key} className={clsx(colours[line.tone], visual.mapping.stale && 'opacity-50')}>
              <path
                d={line.path}
                fill="none"
                stroke="currentColor"
                strokeWidth={strong ? 2 : 1.2}
                strokeOpacity={strong ? 1 : 0.4}
                strokeDasharray={line.indirect ? '4 3' : undefined}
                strokeLinecap="round"
              />
              {line.end !== undefined && columns !== null && (
                <circle
                  cx={columns.width - 4}
                  cy={line.end}
                  r={strong ? 3 : 2.4}
                  fill="currentColor"
                  fillOpacity={strong ? 1 : 0.5}
                />
              )}
            </g>
          );
        })}
      </svg>
    </div>
  );
}
