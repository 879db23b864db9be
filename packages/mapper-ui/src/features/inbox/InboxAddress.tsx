import { CopyButton } from '../../components/CopyButton.tsx';

/** The name that emails are kept under: the server's. */
const emailInbox = 'email';

/** What comes into the inbox that is shown, and by which address. */
export function InboxAddress({ url, name }: { url: string; name: string | undefined }) {
  return (
    <div className="flex items-center gap-2 border-b border-line-soft px-5 py-2 text-mut max-[760px]:px-4">
      {name === emailInbox ? (
        <p className="py-1">
          Emails of triggers that are “sent by the built-in inbox” are kept here instead of reaching anybody.
        </p>
      ) : (
        <>
          <span className="shrink-0 max-[760px]:hidden">Whatever is sent to</span>
          <code className="mono min-w-0 break-all text-ink" aria-label="Inbox URL">
            {url}
          </code>
          <CopyButton text={url} label="Copy the inbox URL" />
          <span className="min-w-0 truncate max-[1100px]:hidden">
            is kept here exactly as it came; any name works. The newest 500 stay.
          </span>
        </>
      )}
    </div>
  );
}
