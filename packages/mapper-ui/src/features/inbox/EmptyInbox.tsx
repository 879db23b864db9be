import { Inbox } from 'lucide-react';
import { CodeBlock } from '../../components/CodeBlock.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';

/** What the inbox is for, and a command that puts the first message into it. */
export function EmptyInbox({ name, url }: { name: string | undefined; url: string }) {
  const command = `curl -d '{ "hello": "inbox" }' ${url}`;
  return (
    <EmptyState
      icon={<Inbox />}
      title={name === undefined ? 'The inbox is empty' : `Nothing for “${name}”`}
      action={
        <span className="flex max-w-full items-center gap-1 rounded-md border border-line py-1 pr-1 pl-3 text-left">
          <CodeBlock label="Command that sends to the inbox">{command}</CodeBlock>
          <CopyButton text={command} label="Copy the command" />
        </span>
      }
    >
      The inbox is a receiver built in, to try things without any outside service. Use{' '}
      <code className="mono break-all text-ink">{url}</code> as the URL of a trigger, run a test, and see the exact
      bytes that a customer would get. Emails come here too, when a trigger is sent by the built-in inbox.
    </EmptyState>
  );
}
