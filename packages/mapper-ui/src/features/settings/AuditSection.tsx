import { useInfiniteQuery } from '@tanstack/react-query';
import { History, Lock } from 'lucide-react';
import { auditQuery } from '../../api/audit.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { SkeletonRows } from '../../components/Skeleton.tsx';
import { Cell, Row, Table, TIME_COLUMN } from '../../components/Table.tsx';
import { TimeText } from '../../components/TimeText.tsx';
import { describeAction } from '../../core/audit-words.ts';
import { useRole } from '../../state/useRole.ts';
import { AuditSubject } from './AuditSubject.tsx';
import { SectionHead } from './SectionHead.tsx';

/** Where there is little room, who and to what stand below what was done. */
const wide = '@max-[800px]:hidden';
const columns = [
  { ...TIME_COLUMN, title: 'When' },
  { title: 'Who', width: '128px', className: wide },
  { title: 'What' },
  { title: 'To what', width: '52%', className: wide },
];

/** Who did what; for admins. */
export function AuditSection() {
  const { role, mayAdminister } = useRole();
  const audit = useInfiniteQuery({ ...auditQuery(), enabled: mayAdminister });
  if (role !== undefined && !mayAdminister) {
    return (
      <EmptyState icon={<Lock />} title="The audit is for admins">
        You are signed in as {role}. An admin can see who did what.
      </EmptyState>
    );
  }
  const entries = audit.data?.pages.flatMap((page) => page.items);
  if (audit.isError && entries === undefined)
    return <ErrorState error={audit.error} onRetry={() => void audit.refetch()} />;
  return (
    <>
      <SectionHead title="Audit">
        Who signed in, made and revoked keys, saw exact values and secrets, and changed settings. Entries are never
        changed or removed.
      </SectionHead>
      {entries?.length === 0 ? (
        <EmptyState icon={<History />} title="Nothing to account for yet" />
      ) : (
        <div className="@container">
          <Table label="Audit" columns={columns}>
            {entries === undefined ? (
              <SkeletonRows columns={columns} />
            ) : (
              entries.map(({ id, at, actor, action, subject }) => (
                <Row key={id}>
                  <Cell wraps className="text-mut">
                    <TimeText at={at} />
                  </Cell>
                  <Cell className={wide} title={actor}>
                    {actor}
                  </Cell>
                  <Cell wraps className="@max-[800px]:py-1.5">
                    <span className="font-medium">{describeAction(action)}</span>
                    <span className="hidden truncate text-mut max-[760px]:whitespace-normal @max-[800px]:block">
                      {actor}: <AuditSubject subject={subject} />
                    </span>
                  </Cell>
                  <Cell className={`text-mut ${wide}`} title={subject}>
                    <AuditSubject subject={subject} />
                  </Cell>
                </Row>
              ))
            )}
          </Table>
        </div>
      )}
      {audit.hasNextPage && (
        <div className="flex justify-center p-3">
          <Button busy={audit.isFetchingNextPage} onClick={() => void audit.fetchNextPage()}>
            Load more
          </Button>
        </div>
      )}
    </>
  );
}
