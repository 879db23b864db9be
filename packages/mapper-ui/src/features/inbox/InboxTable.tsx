import type { InboxMessage } from '@postmap/server/contract';
import { SkeletonRows } from '../../components/Skeleton.tsx';
import { Cell, Row, Table, TIME_COLUMN } from '../../components/Table.tsx';
import type { TableColumn } from '../../components/Table.tsx';
import { TimeText } from '../../components/TimeText.tsx';
import { formatBytes } from '../../core/bytes.ts';
import { useMediaQuery } from '../../state/useMediaQuery.ts';

const wide = '@max-[560px]:hidden';
const columns: readonly TableColumn[] = [
  TIME_COLUMN,
  { title: 'Inbox', className: '@min-[561px]:w-1/5' },
  { title: 'Method', width: '76px', className: wide },
  { title: 'Path or subject', className: wide },
  { title: 'Size', width: '84px', align: 'right' },
];

interface InboxTableProps {
  /** Undefined while loading. */
  messages: readonly InboxMessage[] | undefined;
  selectedId: string | undefined;
  onSelect: (id: string) => void;
}

export function InboxTable({ messages, selectedId, onSelect }: InboxTableProps) {
  const isNarrow = useMediaQuery('(max-width: 760px)');
  return (
    <div className="@container">
      <Table label="Messages" columns={columns}>
        {messages === undefined ? (
          <SkeletonRows columns={columns} />
        ) : (
          messages.map((message) => (
            <Row
              key={message.id}
              data-row={message.id}
              aria-current={message.id === selectedId ? 'true' : undefined}
              className="cursor-pointer"
              onClick={() => onSelect(message.id)}
            >
              <Cell wraps>
                <button type="button" className="relative text-left" onClick={() => onSelect(message.id)}>
                  <span className="sr-only">
                    Message to {message.name}, {message.method} {message.email?.subject ?? message.path},{' '}
                  </span>
                  <TimeText at={message.receivedAt} />
                </button>
              </Cell>
              <Cell wraps className="font-medium">
                {message.name}
                {isNarrow && (
                  <span className="block text-sm font-normal text-mut">{message.email?.subject ?? message.path}</span>
                )}
              </Cell>
              <Cell className={`mono ${wide}`}>{message.method}</Cell>
              <Cell
                className={`${message.email === null ? 'mono text-mut' : ''} ${wide}`}
                title={message.email?.subject ?? message.path}
              >
                {message.email?.subject ?? message.path}
              </Cell>
              <Cell className="mono text-right">{formatBytes(message.size)}</Cell>
            </Row>
          ))
        )}
      </Table>
    </div>
  );
}
