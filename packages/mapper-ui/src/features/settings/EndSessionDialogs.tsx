import type { ActiveSession } from '@postmap/server/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { endOtherSessions, endSession } from '../../api/sessions.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { announce } from '../../components/Toast.tsx';
import { describeUserAgent } from '../../core/user-agent-words.ts';

/** Asks before one person is signed out. */
export function EndSessionDialog({ session, onClose }: { session: ActiveSession; onClose: () => void }) {
  const { id, role, address, userAgent } = session;
  const queries = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => endSession(id),
    onSuccess: async () => {
      onClose();
      announce('The session is revoked');
      await queries.invalidateQueries({ queryKey: ['sessions'] });
    },
  });
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title="Revoke this session?"
      action="Revoke session"
      onConfirm={() => revoke.mutate()}
      busy={revoke.isPending}
      error={revoke.error}
    >
      <p className="text-mut">
        {userAgent === null ? 'A browser' : describeUserAgent(userAgent)}
        {address !== null && <> at {address}</>}, signed in as {role}, is signed out at once. What is typed there and
        not saved is lost.
      </p>
    </ConfirmDialog>
  );
}

/** Asks before everybody else is signed out. */
export function EndOtherSessionsDialog({ count, onClose }: { count: number; onClose: () => void }) {
  const queries = useQueryClient();
  const revoke = useMutation({
    mutationFn: endOtherSessions,
    onSuccess: async ({ ended }) => {
      onClose();
      announce(ended === 1 ? '1 session is revoked' : `${ended} sessions are revoked`);
      await queries.invalidateQueries({ queryKey: ['sessions'] });
    },
  });
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={count === 1 ? 'Revoke the other session?' : `Revoke ${count} other sessions?`}
      action={count === 1 ? 'Revoke session' : 'Revoke sessions'}
      onConfirm={() => revoke.mutate()}
      busy={revoke.isPending}
      error={revoke.error}
    >
      <p className="text-mut">
        Everybody but you is signed out at once; what they have typed and not saved is lost. Keys go on working.
      </p>
    </ConfirmDialog>
  );
}
