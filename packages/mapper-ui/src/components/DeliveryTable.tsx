import type { Delivery } from '@postmap/server/contract';
import { Link, useNavigate } from '@tanstack/react-router';
import { DeliveryStatusPill } from './DeliveryStatusPill.tsx';
import { Pill } from './Pill.tsx';
import { SkeletonRows } from './Skeleton.tsx';
import { Cell, Row, Table, TIME_COLUMN } from './Table.tsx';
import type { TableColumn } from './Table.tsx';
import { TimeText } from './TimeText.tsx';
import { TriggerName } from './TriggerName.tsx';
import { useFirstRows } from '../state/useFirstRows.ts';
import { useMediaQuery } from '../state/useMediaQuery.ts';
import { wordStanding } from '../core/delivery-words.ts';

const wide = '@max-[620px]:hidden';
/** Beside an open delivery there is room for the trigger's name only. */
const roomy = '@max-[800px]:hidden';

const columns: readonly TableColumn[] = [
  TIME_COLUMN,
  { title: 'Status', width: '118px' },
  { title: 'Event', className: 'w-[min(176px,100cqw-256px)] max-[760px]:w-auto' },
  { title: 'Trigger', className: wide },
  { title: 'Tries', width: '52px', className: wide },
  { title: 'Last', width: 'clamp(88px, 12cqw, 148px)', className: wide },
];

interface DeliveryTableProps {
  label: string;
  /** Undefined while loading. */
  deliveries: readonly Delivery[] | undefined;
  selectedId?: string;
  /** The search parameters of the deliveries page that show a delivery. */
  searchFor: (id: string) => Record<string, string | undefined>;
  /** Leaves the customer's name out of the trigger's, where all are of one customer. */
  oneCustomer?: boolean;
}

/** Deliveries as rows that open on the deliveries page; columns give way where there is little room. */
export function DeliveryTable({ label, deliveries, selectedId, searchFor, oneCustomer = false }: DeliveryTableProps) {
  const navigate = useNavigate();
  const rows = useFirstRows(deliveries);
  const isNarrow = useMediaQuery('(max-width: 760px)');
  return (
    <div className="@container">
      <Table label={label} columns={columns}>
        {rows === undefined ? (
          <SkeletonRows columns={columns} />
        ) : (
          rows.map((delivery) => (
            <Row
              key={delivery.id}
              data-row={delivery.id}
              aria-current={delivery.id === selectedId ? 'true' : undefined}
              className="cursor-pointer"
              onClick={() => void navigate({ to: '/deliveries', search: searchFor(delivery.id) })}
            >
              <Cell wraps>
                <Link
                  to="/deliveries"
                  search={searchFor(delivery.id)}
                  onClick={(event) => event.stopPropagation()}
                  className="relative inline-block"
                >
                  <span className="sr-only">
                    Delivery of {delivery.eventType} to {delivery.triggerName}, {wordStanding(delivery)},{' '}
                  </span>
                  <TimeText at={delivery.createdAt} />
                </Link>
              </Cell>
              <Cell>
                <DeliveryStatusPill {...delivery} />
              </Cell>
              <Cell wraps className="mono">
                {delivery.kind === 'test' && (
                  <Pill tone="accent" className="mr-1.5 font-sans">
                    test
                  </Pill>
                )}
                {delivery.eventType}
                {isNarrow && (
                  <span className="block font-sans text-sm text-mut">
                    {oneCustomer ? delivery.triggerName : `${delivery.customerName} · ${delivery.triggerName}`}
                  </span>
                )}
              </Cell>
              <Cell className={wide} title={`${delivery.customerName} · ${delivery.triggerName}`}>
                {oneCustomer ? (
                  delivery.triggerName
                ) : (
                  <TriggerName customerName={delivery.customerName} customerClassName={roomy}>
                    {delivery.triggerName}
                  </TriggerName>
                )}
              </Cell>
              <Cell className={`mono ${wide}`}>{delivery.attemptCount}</Cell>
              <Cell className={`mono ${wide}`} title={delivery.lastCode ?? undefined}>
                {delivery.lastCode ?? '–'}
              </Cell>
            </Row>
          ))
        )}
      </Table>
    </div>
  );
}
