import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError, describeError, isProblem } from '../../api/api-error.ts';
import { reportConnection } from '../../api/connection.ts';
import { signInHintQuery } from '../../api/session.ts';
import { Button } from '../../components/Button.tsx';
import { TextField } from '../../components/Field.tsx';
import { Logo } from '../../components/Logo.tsx';
import { readSignInCommand } from '../../core/sign-in-command.ts';
import { readSignInToken } from '../../core/sign-in-token.ts';
import { usePageTitle } from '../../state/usePageTitle.ts';

/** Stands in for every page while nobody is signed in; the address stays, so signing in leads to where one wanted to go. */
export function SignInPage() {
  usePageTitle('Sign in');
  const [link, setLink] = useState('');
  const queries = useQueryClient();
  const hint = useQuery(signInHintQuery);
  const signIn = useMutation({
    mutationFn: redeem,
    onSuccess: async () => {
      reportConnection({ signedIn: true });
      await queries.resetQueries();
    },
  });
  const token = readSignInToken(link);
  const command = hint.data == null ? undefined : readSignInCommand(hint.data);
  // The command makes the text longer: nothing is shown that it would push down, unless the server is slow to tell.
  if (hint.isPending && hint.failureCount === 0) return null;
  return (
    <main id="content" className="flex h-full items-start justify-center overflow-auto bg-sub px-6 pt-[16vh]">
      <form
        className="flex w-[420px] flex-col gap-4 rounded-lg border border-line bg-canvas p-6"
        onSubmit={(event) => {
          event.preventDefault();
          if (token !== undefined) signIn.mutate(token);
        }}
      >
        <div className="flex items-center gap-2 text-[14px] font-bold">
          <Logo /> Postmap
        </div>
        <div>
          <h1 className="text-lg">Sign in</h1>
          <p className="mt-1 text-mut">
            Open the sign-in link that the server printed when it started
            {command !== undefined && (
              <>
                , or make a new one with <code className="mono whitespace-nowrap text-ink">{command}</code>
              </>
            )}
            . A link works once, within ten minutes.
          </p>
        </div>
        <TextField
          label="Sign-in link or token"
          mono
          value={link}
          onChange={setLink}
          placeholder="http://127.0.0.1:8420/sign-in?token=…"
          error={signIn.error === null ? undefined : describeError(signIn.error)}
        />
        <Button type="submit" variant="primary" busy={signIn.isPending} disabled={token === undefined}>
          Sign in
        </Button>
      </form>
    </main>
  );
}

async function redeem(token: string): Promise<void> {
  const response = await fetch(`/sign-in?token=${encodeURIComponent(token)}`, { credentials: 'same-origin' });
  if (response.ok) return;
  const body: unknown = await response.json().catch(() => null);
  if (isProblem(body)) throw new ApiError(body);
  throw new ApiError({
    status: response.status,
    code: 'unexpected-answer',
    detail: `The server answered ${response.status}. Ask for a new link.`,
  });
}
