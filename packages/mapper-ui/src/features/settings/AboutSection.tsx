import { clsx } from 'clsx';
import { useQuery } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';
import { aboutQuery } from '../../api/settings.ts';
import { ErrorState } from '../../components/ErrorState.tsx';
import { FactList } from '../../components/FactList.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { TimeText } from '../../components/TimeText.tsx';
import { formatBytes } from '../../core/bytes.ts';
import { wordSeconds } from '../../core/duration.ts';
import { SectionHead } from './SectionHead.tsx';

const links = [
  { href: '/docs', title: 'API reference' },
  { href: '/openapi.json', title: 'OpenAPI document' },
];

/** What runs, on what, and where to read on. */
export function AboutSection() {
  const about = useQuery(aboutQuery());
  if (about.isError) return <ErrorState error={about.error} onRetry={() => void about.refetch()} />;
  return (
    <>
      <SectionHead title="About">What runs here. Nothing of it is sent anywhere.</SectionHead>
      <div className="max-w-[600px] px-5 max-[760px]:px-4 pb-10">
        {about.data === undefined ? (
          <div className="flex flex-col gap-4 py-2">
            <Skeleton className="w-64" />
            <Skeleton className="w-72 max-w-full" />
          </div>
        ) : (
          <>
            <FactList
              facts={[
                ['Postmap', about.data.version],
                ['Node', `${about.data.node} on ${about.data.platform}`],
                ['Up for', wordSeconds(about.data.uptimeSeconds)],
                ['Workspace', `${about.data.workspace.kind}, ${formatBytes(about.data.workspace.bytes)}`],
                ['Ledger', `${about.data.ledger.kind}, ${formatBytes(about.data.ledger.bytes)}`],
                ['Data folder', about.data.dataDir ?? ''],
              ]}
            />
            <p className="mt-3 text-mut">
              Started <TimeText at={about.data.startedAt} ago />. The data folder holds everything: customers, triggers
              and settings in the workspace, events and deliveries in the ledger, and the keys.
            </p>
          </>
        )}
        <ul className={clsx('mt-5 flex flex-col gap-1 border-t border-line-soft pt-4', about.isPending && 'invisible')}>
          {links.map(({ href, title }) => (
            <li key={href}>
              <a href={href} className="inline-flex items-center gap-1.5 text-accent hover:underline">
                {title} <ExternalLink className="size-3" aria-hidden />
              </a>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
