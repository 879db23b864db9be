import { useQuery } from '@tanstack/react-query';
import { WifiOff } from 'lucide-react';
import { sessionQuery } from '../../api/session.ts';
import { Button } from '../Button.tsx';

/** Shown while the server does not answer; it asks again by itself every three seconds. */
export function UnreachableBanner() {
  const session = useQuery({ ...sessionQuery, refetchInterval: 3_000 });
  return (
    <div
      role="alert"
      className="flex min-h-9 shrink-0 items-center gap-2 border-b border-line bg-warn-soft px-5 py-1 text-warn max-[760px]:px-4"
    >
      <WifiOff className="size-3.5 shrink-0" aria-hidden />
      <span>The server cannot be reached. What you see may be out of date; nothing is lost.</span>
      <Button className="ml-auto h-6 shrink-0" busy={session.isFetching} onClick={() => void session.refetch()}>
        Try now
      </Button>
    </div>
  );
}
