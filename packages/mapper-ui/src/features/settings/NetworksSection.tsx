import { useQuery } from '@tanstack/react-query';
import { settingsQuery } from '../../api/settings.ts';
import { ErrorState } from '../../components/ErrorState.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { LetThrough } from './LetThrough.tsx';
import { NetworksForm } from './NetworksForm.tsx';
import { SectionHead } from './SectionHead.tsx';

/** Which addresses deliveries may reach. */
export function NetworksSection() {
  const settings = useQuery(settingsQuery());
  if (settings.isError) return <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />;
  return (
    <>
      <SectionHead title="Networks">
        Postmap delivers to public internet addresses only, so that no trigger can reach machines of your own network.
        Where an endpoint does stand there, name its network here: deliveries may reach it from then on, at once.
      </SectionHead>
      {settings.data === undefined ? (
        <div className="flex flex-col gap-4 px-5 max-[760px]:px-4 py-2">
          <Skeleton className="w-64" />
          <Skeleton className="w-96 max-w-full" />
        </div>
      ) : (
        <div className="max-w-[600px] px-5 max-[760px]:px-4 pb-10">
          <NetworksForm settings={settings.data} />
          <LetThrough settings={settings.data} />
        </div>
      )}
    </>
  );
}
