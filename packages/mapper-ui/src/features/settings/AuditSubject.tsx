import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { triggersQuery } from '../../api/triggers.ts';

const linkClass = 'text-accent hover:underline';

/** What something was done to: a link where it is a thing with a page, else its words. */
export function AuditSubject({ subject }: { subject: string }) {
  if (/^evt_\w+$/.test(subject))
    return (
      <Link to="/events/$eventId" params={{ eventId: subject }} className={`mono ${linkClass}`}>
        {subject}
      </Link>
    );
  if (/^dlv_\w+$/.test(subject))
    return (
      <Link to="/deliveries" search={{ delivery: subject, range: 'all' }} className={`mono ${linkClass}`}>
        {subject}
      </Link>
    );
  return /^trg_\w+$/.test(subject) ? <TriggerSubject id={subject} /> : subject;
}

/** By its name, unless it has been deleted since. */
function TriggerSubject({ id }: { id: string }) {
  const { data } = useQuery(triggersQuery());
  const trigger = data?.find((candidate) => candidate.id === id);
  if (trigger === undefined) return <span className="mono">{id}</span>;
  const { customerId, customerName, name } = trigger;
  return (
    <Link to="/customers/$customerId/triggers/$triggerId" params={{ customerId, triggerId: id }} className={linkClass}>
      {customerName} › {name}
    </Link>
  );
}
