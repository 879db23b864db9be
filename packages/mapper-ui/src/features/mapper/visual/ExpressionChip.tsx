import type { Row } from '@postmap/engine';
import { clsx } from 'clsx';
import { Fragment } from 'react';
import type { ReactNode } from 'react';
import { sliceSpan } from '../../../core/mapping/edit-task.ts';
import { shortenPaths } from '../../../core/mapping/shorten-paths.ts';

interface ExpressionChipProps {
  row: Row;
  source: string;
}

const chipClass = 'mono max-w-full truncate whitespace-pre rounded-sm border px-1.5 leading-[22px]';
const looks = {
  path: 'border-transparent bg-accent-soft text-accent group-aria-selected/row:bg-canvas',
  literal: 'border-dashed border-line text-mut',
  amber: 'border-transparent bg-warn-soft text-warn',
  plain: 'border-line bg-sub text-ink',
  quiet: 'border-transparent text-mut',
} as const;

/** What a row reads, in one line, by its kind, and what single object it is made in. */
export function ExpressionChip({ row, source }: ExpressionChipProps) {
  if (row.within.length === 0 || SAID_WHOLE.has(row.kind)) return <ValueChip row={row} source={source} />;
  const place = row.within.map((one) => sliceSpan(source, one).replaceAll(/\s+/g, ' ')).join('.');
  return (
    <span className="flex max-w-full min-w-0 items-center gap-1.5 overflow-hidden">
      <span className="mono max-w-40 min-w-8 shrink-[2] truncate text-mut" title={place}>
        <span className="font-sans">in</span> {shortenPaths(place)}
      </span>
      <ValueChip row={row} source={source} />
    </span>
  );
}

const PART_LOOKS = { path: 'path', expression: 'plain', literal: 'literal', text: 'literal' } as const;

/** These show the whole text. */
const SAID_WHOLE = new Set<Row['kind']>(['path', 'fn', 'raw']);

function ValueChip({ row, source }: ExpressionChipProps) {
  const text = (span: { start: number; end: number }): string => shortenPaths(sliceSpan(source, span));
  switch (row.kind) {
    case 'path':
      return <Chip look="path">{shortenPath(sliceSpan(source, row.valueSpan))}</Chip>;
    case 'literal':
      return row.value === null && row.slot !== 'branch' ? (
        <Chip look="literal">map a field, or type</Chip>
      ) : (
        <Chip look="literal">{text(row.valueSpan)}</Chip>
      );
    case 'cond':
      return <Chip look="amber">{describeCondition(row, text)}</Chip>;
    case 'lookup': {
      const { keySpan, entries, variable } = row.lookup;
      return (
        <Chip look="amber">
          look up {text(keySpan)} in {variable ?? (entries.length === 1 ? '1 entry' : `${entries.length} entries`)}
        </Chip>
      );
    }
    case 'concat': {
      // Of two the constant gives way: what is read is what one looks for. More end as text does, in an ellipsis after the last that has room.
      const isPair = row.parts.length === 2;
      const lookOf = (kind: keyof typeof PART_LOOKS): string => {
        if (!isPair) return 'inline-block align-middle';
        return kind === 'text' ? 'min-w-14 shrink-[3]' : 'min-w-8';
      };
      return (
        <span
          className={clsx(
            'max-w-full min-w-0',
            isPair ? 'flex items-center overflow-hidden' : 'block truncate leading-[26px]',
          )}
        >
          {row.parts.map((part, index) => (
            // Parts have no name but their place.
            // oxlint-disable-next-line react/no-array-index-key
            <Fragment key={index}>
              {index > 0 && <span className="mono mx-1 shrink-0 text-mut">&amp;</span>}
              <Chip look={PART_LOOKS[part.kind]} className={lookOf(part.kind)}>
                {text(part)}
              </Chip>
            </Fragment>
          ))}
        </span>
      );
    }
    case 'object':
      return <Chip look="quiet">{row.children.length === 1 ? '1 field' : `${row.children.length} fields`}</Chip>;
    case 'list':
      return <Chip look="quiet">{row.children.length === 1 ? '1 item' : `${row.children.length} items`}</Chip>;
    default:
      return <Chip look="plain">{text(row.valueSpan)}</Chip>;
  }
}

/** With the name before the last where there is room for both: what is cut off is the end, which says the most. */
function shortenPath(path: string): string {
  const short = shortenPaths(path, 2);
  return short.length <= ROOM ? short : shortenPaths(path);
}

/** In characters, at 1440 px. */
const ROOM = 24;

interface ChipProps {
  look: keyof typeof looks;
  className?: string;
  children: ReactNode;
}

function Chip({ look, className, children }: ChipProps) {
  return <span className={clsx(chipClass, looks[look], className ?? 'min-w-0')}>{children}</span>;
}

function describeCondition(
  { branches, valueSpan }: Extract<Row, { kind: 'cond' }>,
  text: (span: { start: number; end: number }) => string,
): string {
  const [first] = branches;
  const test = first?.testSpan;
  if (test === undefined) return text(valueSpan);
  const more = branches.filter(({ role }) => role === 'when').length - 1;
  // The whole of a short one can be read; of a long one its conditions.
  const [, rest = ''] = /\?(.*)$/s.exec(text({ start: test.end, end: valueSpan.end })) ?? [];
  const [given = '', otherwise] = more === 0 ? rest.split(/ : (?=[^:]*$)/) : [];
  if (more === 0)
    return `if ${text(test)} then ${given.trim()}${otherwise === undefined ? '' : ` else ${otherwise.trim()}`}`;
  return `if ${text(test)} … and ${more === 1 ? 'one more condition' : `${more} more conditions`}`;
}
