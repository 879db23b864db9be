import type { TestMail } from '@postmap/server/contract';
import { useMutation } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { CircleAlert, CircleCheck, Send } from 'lucide-react';
import { useState } from 'react';
import { readFieldErrors } from '../../api/api-error.ts';
import { sendTestMail } from '../../api/settings.ts';
import { Button } from '../../components/Button.tsx';
import { Field, Input } from '../../components/Field.tsx';
import { SaveProblem } from '../../components/SaveProblem.tsx';
import { formatMilliseconds } from '../../core/duration.ts';

const titles: Record<TestMail['outcome'], string> = {
  accepted: 'Sent',
  deferred: 'Not taken now',
  refused: 'Refused',
  failed: 'Not sent',
};

/** Sends a mail by what is saved, and shows beside the button what the server said. */
export function TestMailForm({ hasServer, isChanged }: { hasServer: boolean; isChanged: boolean }) {
  const [to, setTo] = useState('');
  const test = useMutation({ mutationFn: sendTestMail });
  const why = hasServer ? (isChanged ? 'Save first: what is saved is tested.' : undefined) : 'Set a mail server first.';
  return (
    <form
      className="mt-6 flex flex-col gap-3 border-t border-line-soft pt-5"
      onSubmit={(event) => {
        event.preventDefault();
        test.mutate(to);
      }}
    >
      <h3>Send a test mail</h3>
      <SaveProblem error={test.error} shown={['to']} />
      <div className="flex items-start gap-2 max-[760px]:flex-col">
        <Field
          label="Test mail to"
          hideLabel
          className="w-full flex-1"
          error={readFieldErrors(test.error).at('to')}
          hint={why ?? 'One address.'}
        >
          {(control) => (
            <Input
              {...control}
              mono
              type="email"
              placeholder="you@example.com"
              value={to}
              onChange={(event) => setTo(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" icon={<Send />} busy={test.isPending} disabled={why !== undefined || to.trim() === ''}>
          Send a test mail
        </Button>
      </div>
      <div aria-live="polite">{test.data !== undefined && !test.isPending && <Outcome mail={test.data} />}</div>
    </form>
  );
}

function Outcome({ mail }: { mail: TestMail }) {
  const sent = mail.outcome === 'accepted';
  const Icon = sent ? CircleCheck : CircleAlert;
  return (
    <div className={clsx('flex gap-2 rounded-md px-3 py-2', sent ? 'bg-ok-soft' : 'bg-bad-soft')}>
      <Icon className={clsx('mt-[3px] size-3.5 shrink-0', sent ? 'text-ok' : 'text-bad')} aria-hidden />
      <div className="min-w-0 [overflow-wrap:anywhere]">
        <p className={sent ? 'text-ok' : 'text-bad'}>
          <span className="font-semibold">{titles[mail.outcome]}.</span> {mail.message}
        </p>
        <p className="text-sm text-mut">
          From {mail.from} to {mail.to} by {mail.server}, {formatMilliseconds(mail.durationMs)}
        </p>
      </div>
    </div>
  );
}
