import type { Trigger } from '@postmap/server/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { rotateSecret, signingSecretQuery } from '../../api/triggers.ts';
import { Button } from '../../components/Button.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { ErrorNote } from '../../components/ErrorState.tsx';
import { Switch } from '../../components/Switch.tsx';
import { TimeText } from '../../components/TimeText.tsx';
import type { SectionProps } from './useTriggerEditor.ts';

/** The signature, by which the receiver knows that a request is Postmap's, and its secret. */
export function SigningFields({ draft, change, trigger }: SectionProps & { trigger: Trigger | undefined }) {
  return (
    <div className="flex flex-col gap-2">
      <Switch
        label="Sign requests"
        hint="Standard Webhooks: webhook-id, webhook-timestamp, webhook-signature. The receiver checks them with the secret."
        checked={draft.sign}
        onChange={(sign) => change({ sign })}
      />
      {draft.sign && (
        <div className="pl-[38px]">
          {trigger === undefined ? (
            <p className="text-sm text-mut">The signing secret is made at the first save.</p>
          ) : (
            <Secret triggerId={trigger.id} />
          )}
        </div>
      )}
    </div>
  );
}

function Secret({ triggerId }: { triggerId: string }) {
  const [shown, setShown] = useState(false);
  const [rotating, setRotating] = useState(false);
  const queries = useQueryClient();
  const query = signingSecretQuery(triggerId);
  const secret = useQuery({ ...query, enabled: shown });
  const rotate = useMutation({
    mutationFn: () => rotateSecret(triggerId),
    onSuccess: (next) => {
      queries.setQueryData(query.queryKey, next);
      setShown(true);
      setRotating(false);
    },
  });
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <code aria-label="Signing secret" className="mono min-w-0 truncate rounded-sm bg-hover px-2 leading-[26px]">
          {shown && secret.data !== undefined ? secret.data.secret : 'whsec_••••••••••••••••'}
        </code>
        {shown && secret.data !== undefined && <CopyButton text={secret.data.secret} label="Copy the signing secret" />}
        <Button variant="quiet" busy={secret.isFetching} onClick={() => setShown(!shown)}>
          {shown ? 'Hide' : 'Show'}
        </Button>
        <Button variant="quiet" onClick={() => setRotating(true)}>
          Rotate…
        </Button>
      </div>
      {secret.isError && <ErrorNote error={secret.error} />}
      {secret.data?.previousUntil !== undefined && secret.data.previousUntil !== null && (
        <p className="mt-1 text-sm text-mut">
          The old secret signs too until <TimeText at={secret.data.previousUntil} />.
        </p>
      )}
      <ConfirmDialog
        open={rotating}
        onClose={() => setRotating(false)}
        title="Rotate the signing secret?"
        action="Rotate secret"
        danger={false}
        busy={rotate.isPending}
        error={rotate.error}
        onConfirm={() => rotate.mutate()}
      >
        <p className="text-mut">
          Requests carry both signatures, by the new and the old secret, for a while: give the receiver the new one
          before that ends.
        </p>
      </ConfirmDialog>
    </>
  );
}
