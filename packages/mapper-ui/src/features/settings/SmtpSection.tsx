import { useQuery } from '@tanstack/react-query';
import { settingsQuery } from '../../api/settings.ts';
import { ErrorState } from '../../components/ErrorState.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { SectionHead } from './SectionHead.tsx';
import { SmtpForm } from './SmtpForm.tsx';

/** The mail server that email triggers send by. */
export function SmtpSection() {
  const settings = useQuery(settingsQuery());
  if (settings.isError) return <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />;
  return (
    <>
      <SectionHead title="SMTP">
        The mail server that takes the emails of your triggers. A change is in force at once.
      </SectionHead>
      {settings.data === undefined ? (
        <div className="flex flex-col gap-4 px-5 max-[760px]:px-4 py-2">
          <Skeleton className="w-64" />
          <Skeleton className="w-96 max-w-full" />
        </div>
      ) : (
        <SmtpForm settings={settings.data} />
      )}
    </>
  );
}
