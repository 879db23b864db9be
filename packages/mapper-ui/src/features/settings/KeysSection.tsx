import type { Key } from '@postmap/server/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { KeyRound, Link2, Lock, Plus } from 'lucide-react';
import { useState } from 'react';
import { deleteKey, keysQuery } from '../../api/keys.ts';
import { Button } from '../../components/Button.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { Pill } from '../../components/Pill.tsx';
import { SkeletonRows } from '../../components/Skeleton.tsx';
import { Cell, Row, Table } from '../../components/Table.tsx';
import { TimeText } from '../../components/TimeText.tsx';
import { announce } from '../../components/Toast.tsx';
import { useRole } from '../../state/useRole.ts';
import { AddKeyDialog } from './AddKeyDialog.tsx';
import { SectionHead } from './SectionHead.tsx';
import { SignInLinkDialog } from './SignInLinkDialog.tsx';

const route = getRouteApi('/shell/settings/$section');
const columns = [
  { title: 'Name' },
  { title: 'Role', width: '84px' },
  { title: 'Begins with', width: '124px', className: 'max-[1100px]:hidden' },
  { title: 'Created', width: '112px', className: 'max-[760px]:hidden' },
  { title: 'Last used', width: '112px', className: 'max-[760px]:hidden' },
  { title: 'Revoke', width: '124px', hideTitle: true },
];

/** The keys that programs sign in with; for admins. */
export function KeysSection() {
  const { add } = route.useSearch();
  const navigate = route.useNavigate();
  const { role, mayAdminister } = useRole();
  const keys = useQuery({ ...keysQuery(), enabled: mayAdminister });
  const [revoked, setRevoked] = useState<Key>();
  const setAdding = (adding?: 'yes' | 'link') =>
    void navigate({
      to: '/settings/$section',
      params: { section: 'keys' },
      search: { add: adding },
    });
  if (role !== undefined && !mayAdminister) {
    return (
      <EmptyState icon={<Lock />} title="Keys are for admins">
        You are signed in as {role}. An admin can make a key for you.
      </EmptyState>
    );
  }
  if (keys.isError) return <ErrorState error={keys.error} onRetry={() => void keys.refetch()} />;
  const headButtons = (
    <div className="flex gap-2">
      <Button icon={<Link2 />} onClick={() => setAdding('link')}>
        Sign-in link…
      </Button>
      <Button variant="primary" icon={<Plus />} onClick={() => setAdding('yes')}>
        Add key
      </Button>
    </div>
  );
  return (
    <>
      <SectionHead title="Keys" action={headButtons}>
        With a key, a program uses the API: <code className="mono">Authorization: Bearer pmk_…</code>. Who only posts
        events needs a feed’s URL, or a key of the role ingest. A colleague signs in to this page with a link.
      </SectionHead>
      {keys.data?.length === 0 ? (
        <EmptyState icon={<KeyRound />} title="No keys yet">
          The admin key of this server always works and is not listed here: it is in the data folder, or in
          POSTMAP_ADMIN_KEY.
        </EmptyState>
      ) : (
        <Table label="Keys" columns={columns}>
          {keys.data === undefined ? (
            <SkeletonRows columns={columns} rows={3} />
          ) : (
            keys.data.map((key) => (
              <Row key={key.id}>
                <Cell className="font-medium">{key.name}</Cell>
                <Cell>
                  <Pill tone={key.role === 'admin' ? 'warn' : 'neutral'}>{key.role}</Pill>
                </Cell>
                <Cell className="mono text-mut max-[1100px]:hidden">{key.prefix}…</Cell>
                <Cell className="text-mut max-[760px]:hidden">
                  <TimeText at={key.createdAt} ago />
                </Cell>
                <Cell className="text-mut max-[760px]:hidden">
                  {key.lastUsedAt === null ? 'Never' : <TimeText at={key.lastUsedAt} ago />}
                </Cell>
                <Cell className="text-right">
                  <Button
                    variant="danger"
                    className="h-6!"
                    aria-label={`Revoke ${key.name}…`}
                    onClick={() => setRevoked(key)}
                  >
                    Revoke…
                  </Button>
                </Cell>
              </Row>
            ))
          )}
        </Table>
      )}
      {add === 'link' && <SignInLinkDialog onClose={() => setAdding()} />}
      {add !== undefined && add !== 'link' && <AddKeyDialog onClose={() => setAdding()} />}
      {revoked !== undefined && <RevokeKeyDialog apiKey={revoked} onClose={() => setRevoked(undefined)} />}
    </>
  );
}

function RevokeKeyDialog({ apiKey, onClose }: { apiKey: Key; onClose: () => void }) {
  const queries = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => deleteKey(apiKey.id),
    onSuccess: async () => {
      onClose();
      announce(`${apiKey.name} is revoked`);
      await queries.invalidateQueries({ queryKey: ['keys'] });
    },
  });
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={`Revoke ${apiKey.name}?`}
      action="Revoke key"
      onConfirm={() => revoke.mutate()}
      busy={revoke.isPending}
      error={revoke.error}
    >
      <p className="text-mut">
        Every request with <code className="mono">{apiKey.prefix}…</code> is refused at once. This cannot be undone; a
        new key can be made.
      </p>
    </ConfirmDialog>
  );
}
