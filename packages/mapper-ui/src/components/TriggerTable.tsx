import type { Trigger } from '@postmap/server/contract';
import { Link, useNavigate } from '@tanstack/react-router';
import { describeDestination, nameDestination } from '../core/describe-destination.ts';
import { listTriggerEvents } from '../core/trigger-outcome.ts';
import { SkeletonRows } from './Skeleton.tsx';
import { Cell, Row, Table } from './Table.tsx';
import type { TableColumn } from './Table.tsx';
import { TriggerName } from './TriggerName.tsx';
import { TriggerOutcomeText } from './TriggerOutcomeText.tsx';
import { TriggerStatusPill } from './TriggerStatusPill.tsx';

const wide = '@max-[900px]:hidden';
const roomy = '@max-[620px]:hidden';

const columns: readonly TableColumn[] = [
  { title: 'Name' },
  { title: 'Status', width: '84px' },
  { title: 'Events', width: '168px', className: roomy },
  { title: 'Template', width: '15%', className: wide },
  { title: 'Destination', width: '17%', className: wide },
  { title: 'Newest deliveries', width: '232px', className: roomy },
];

interface TriggerTableProps {
  /** Undefined while loading. */
  triggers: readonly Trigger[] | undefined;
  /** Leaves the customer's name out, where all are of one customer. */
  oneCustomer?: boolean;
}

/** Triggers as rows that open; columns give way where there is little room. */
export function TriggerTable({ triggers, oneCustomer = false }: TriggerTableProps) {
  return (
    <div className="@container">
      <Table label="Triggers" columns={columns}>
        {triggers === undefined ? (
          <SkeletonRows columns={columns} rows={4} />
        ) : (
          triggers.map((trigger) => <TriggerRow key={trigger.id} trigger={trigger} oneCustomer={oneCustomer} />)
        )}
      </Table>
    </div>
  );
}

function TriggerRow({ trigger, oneCustomer }: { trigger: Trigger; oneCustomer: boolean }) {
  const navigate = useNavigate();
  const params = { customerId: trigger.customerId, triggerId: trigger.id };
  const events = listTriggerEvents(trigger);
  const link = (
    <Link
      to="/customers/$customerId/triggers/$triggerId"
      params={params}
      className="font-medium"
      onClick={(event) => event.stopPropagation()}
    >
      {trigger.name}
    </Link>
  );
  return (
    <Row
      className="cursor-pointer"
      onClick={() => void navigate({ to: '/customers/$customerId/triggers/$triggerId', params })}
    >
      <Cell wraps title={oneCustomer ? trigger.name : `${trigger.customerName} · ${trigger.name}`}>
        {oneCustomer ? link : <TriggerName customerName={trigger.customerName}>{link}</TriggerName>}
      </Cell>
      <Cell>
        <TriggerStatusPill trigger={trigger} />
      </Cell>
      <Cell className={`mono ${roomy}`} title={events.join(', ')}>
        {events[0]}
        {events.length > 1 && <span className="text-mut"> + {events.length - 1}</span>}
      </Cell>
      <Cell className={wide} title={trigger.templateName ?? undefined}>
        {trigger.templateName ?? <span className="text-mut">none yet</span>}
      </Cell>
      <Cell className={`mono ${wide}`} title={describeDestination(trigger.destination)}>
        {nameDestination(trigger.destination)}
      </Cell>
      <Cell className={roomy}>
        <TriggerOutcomeText trigger={trigger} />
      </Cell>
    </Row>
  );
}
