import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { TriangleAlert } from 'lucide-react';
import { openAlertsQuery } from '../../api/deliveries.ts';
import { nameTrigger } from '../../core/name-trigger.ts';

/** One line while deliveries are in trouble: how many, and what the newest alert says. */
export function OpenAlerts() {
  const { data } = useQuery({ ...openAlertsQuery(), refetchInterval: 30_000 });
  const newest = data?.items[0];
  if (data === undefined || newest === undefined) return null;
  const count = new Set(data.items.map(({ deliveryId }) => deliveryId)).size;
  const more = data.nextCursor === null ? '' : 'More than ';
  return (
    <output className="flex items-center gap-2 border-b border-line-soft bg-warn-soft px-5 py-2 text-warn max-[760px]:items-start max-[760px]:px-4">
      <TriangleAlert className="size-3.5 shrink-0 max-[760px]:mt-[3px]" aria-hidden />
      <span className="min-w-0 truncate max-[760px]:whitespace-normal">
        {more}
        {count} {count === 1 ? 'delivery needs' : 'deliveries need'} attention. {nameTrigger(newest)}: {newest.message}.
      </span>
      <Link to="/deliveries" search={{ delivery: newest.deliveryId }} className="shrink-0 underline">
        Show
      </Link>
    </output>
  );
}
