import type { Customer, Trigger } from '@postmap/server/contract';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Plus, Workflow } from 'lucide-react';
import { triggersQuery } from '../../api/triggers.ts';
import { buttonClass } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { SkeletonRows } from '../../components/Skeleton.tsx';
import { Cell, Row, Table } from '../../components/Table.tsx';
import { TimeText } from '../../components/TimeText.tsx';
import { TriggerStatusPill } from '../../components/TriggerStatusPill.tsx';
import { describeDestination, nameDestination } from '../../core/describe-destination.ts';

const columns = [
  { title: 'Name' },
  { title: 'Status', width: '88px' },
  { title: 'Events', width: '192px' },
  { title: 'Destination', width: '20%' },
  { title: 'Last test', width: '144px' },
];

export function CustomerTriggers({ customer }: { customer: Customer }) {
  const triggers = useQuery(triggersQuery(customer.id));
  const navigate = useNavigate();
  if (triggers.isError) return <ErrorState error={triggers.error} onRetry={() => void triggers.refetch()} />;
  if (triggers.data?.length === 0) {
    return (
      <EmptyState
        icon={<Workflow />}
        title="No triggers yet"
        action={
          <Link
            to="/customers/$customerId/triggers/$triggerId"
            params={{ customerId: customer.id, triggerId: 'new' }}
            className={buttonClass('primary')}
          >
            <Plus aria-hidden /> Add the first trigger
          </Link>
        }
      >
        A trigger says which events go to {customer.name}, through which template, to which URL.
      </EmptyState>
    );
  }
  return (
    <Table label="Triggers" columns={columns}>
      {triggers.data === undefined ? (
        <SkeletonRows columns={5} rows={3} />
      ) : (
        triggers.data.map((trigger) => {
          const params = { customerId: customer.id, triggerId: trigger.id };
          const events = listEvents(trigger);
          return (
            <Row
              key={trigger.id}
              className="cursor-pointer"
              onClick={() => void navigate({ to: '/customers/$customerId/triggers/$triggerId', params })}
            >
              <Cell className="font-medium">
                <Link to="/customers/$customerId/triggers/$triggerId" params={params}>
                  {trigger.name}
                </Link>
              </Cell>
              <Cell>
                <TriggerStatusPill trigger={trigger} />
              </Cell>
              <Cell className="mono" title={events.join(', ')}>
                {events.join(', ')}
              </Cell>
              <Cell className="mono" title={describeDestination(trigger.destination)}>
                {nameDestination(trigger.destination)}
              </Cell>
              <Cell>
                <LastTest trigger={trigger} />
              </Cell>
            </Row>
          );
        })
      )}
    </Table>
  );
}

function LastTest({ trigger }: { trigger: Trigger }) {
  if (trigger.test === null) return <span className="text-mut">not tested</span>;
  return (
    <span className={trigger.test.succeeded ? 'text-ok' : 'text-bad'}>
      {trigger.test.succeeded ? 'passed' : 'failed'} <TimeText at={trigger.test.at} ago className="text-mut" />
    </span>
  );
}

function listEvents(trigger: Trigger): string[] {
  return [...new Set(trigger.routes.flatMap((route) => route.events))];
}
