import type { ActiveSession } from '@postmap/server/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Lock, Users } from 'lucide-react';
import { useState } from 'react';
import { sessionsQuery } from '../../api/sessions.ts';
import { Button, buttonClass } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { Pill } from '../../components/Pill.tsx';
import { SkeletonRows } from '../../components/Skeleton.tsx';
import { Cell, Row, Table } from '../../components/Table.tsx';
import { TimeText } from '../../components/TimeText.tsx';
import { describeUserAgent } from '../../core/user-agent-words.ts';
import { useRole } from '../../state/useRole.ts';
import { EndOtherSessionsDialog, EndSessionDialog } from './EndSessionDialogs.tsx';
import { SectionHead } from './SectionHead.tsx';

const wide = '@max-[540px]:hidden';
const roomy = '@max-[760px]:hidden';
const columns = [
  { title: 'Browser' },
  { title: 'Role', width: '84px' },
  { title: 'Address', width: '148px', className: wide },
  { title: 'Signed in', width: '112px', className: roomy },
  { title: 'Last used', width: '112px', className: wide },
  { title: 'Revoke', width: '124px', hideTitle: true },
];

/** Who is signed in to the page; for admins. */
export function SessionsSection() {
  const { role, mayAdminister } = useRole();
  const sessions = useQuery({ ...sessionsQuery(), enabled: mayAdminister });
  const [revoked, setRevoked] = useState<ActiveSession | 'others'>();
  if (role !== undefined && !mayAdminister) {
    return (
      <EmptyState icon={<Lock />} title="Sessions are for admins">
        You are signed in as {role}. An admin can see who else is.
      </EmptyState>
    );
  }
  if (sessions.isError) return <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} />;
  const others = sessions.data?.filter(({ current }) => !current) ?? [];
  const close = () => setRevoked(undefined);
  return (
    <>
      <SectionHead
        title="Sessions"
        action={
          <Button variant="danger" disabled={others.length === 0} onClick={() => setRevoked('others')}>
            Revoke all others…
          </Button>
        }
      >
        Everybody who opened a sign-in link, for a week from then. Who is revoked is signed out at once, and needs a new
        link to come back.
      </SectionHead>
      {sessions.data?.length === 0 ? (
        <EmptyState
          icon={<Users />}
          title="Nobody is signed in"
          action={
            <Link
              to="/settings/$section"
              params={{ section: 'keys' }}
              search={{ add: 'link' }}
              className={buttonClass('primary')}
            >
              Make a sign-in link
            </Link>
          }
        >
          This page is open with a key.
        </EmptyState>
      ) : (
        <div className="@container">
          <Table label="Sessions" columns={columns}>
            {sessions.data === undefined ? (
              <SkeletonRows columns={columns} rows={3} />
            ) : (
              sessions.data.map((session) => (
                <SessionRow key={session.id} session={session} onRevoke={() => setRevoked(session)} />
              ))
            )}
          </Table>
        </div>
      )}
      {revoked === 'others' && <EndOtherSessionsDialog count={others.length} onClose={close} />}
      {revoked !== undefined && revoked !== 'others' && <EndSessionDialog session={revoked} onClose={close} />}
    </>
  );
}

function SessionRow({ session, onRevoke }: { session: ActiveSession; onRevoke: () => void }) {
  const { userAgent, address, current, role, createdAt, lastUsedAt } = session;
  const browser = userAgent === null ? 'Unknown' : describeUserAgent(userAgent);
  return (
    <Row>
      <Cell className="font-medium" title={userAgent ?? undefined}>
        {browser}
      </Cell>
      <Cell>
        <Pill tone={role === 'admin' ? 'warn' : 'neutral'}>{role}</Pill>
      </Cell>
      <Cell className={`mono text-mut ${wide}`} title={address ?? undefined}>
        {address ?? 'unknown'}
      </Cell>
      <Cell className={`text-mut ${roomy}`}>
        <TimeText at={createdAt} ago />
      </Cell>
      <Cell className={`text-mut ${wide}`}>
        <TimeText at={lastUsedAt} ago />
      </Cell>
      <Cell className="text-right">
        {current ? (
          <Pill tone="accent">This session</Pill>
        ) : (
          <Button
            variant="danger"
            className="h-6!"
            aria-label={`Revoke the session of ${browser}, ${role}, ${address ?? 'unknown address'}…`}
            onClick={onRevoke}
          >
            Revoke…
          </Button>
        )}
      </Cell>
    </Row>
  );
}
