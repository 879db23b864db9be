import { useQuery } from '@tanstack/react-query';
import { listDeliveries } from '../../api/deliveries.ts';
import { listEvents } from '../../api/events.ts';
import { PaletteEntry, PaletteGroup } from './PaletteEntry.tsx';
import { wordStanding } from '../../core/delivery-words.ts';

const mostDeliveries = 5;
const mostEvents = 3;

interface PaletteFindsProps {
  text: string;
  /** Called with where the chosen one is shown. */
  onGo: (href: string) => void;
}

/** Deliveries and events that the server finds by what was typed: an order id, an event id, an email address; deliveries by their trigger too. */
export function PaletteFinds({ text, onGo }: PaletteFindsProps) {
  const deliveries = useQuery({
    queryKey: ['deliveries', 'palette', text],
    queryFn: ({ signal }) => listDeliveries({ q: text }, { limit: mostDeliveries, signal }),
    placeholderData: (before) => before,
  });
  const events = useQuery({
    queryKey: ['events', 'palette', text],
    queryFn: ({ signal }) => listEvents({ q: text }, { limit: mostEvents, signal }),
    placeholderData: (before) => before,
  });
  return (
    <>
      <PaletteGroup heading="Deliveries">
        {deliveries.data?.items.map((delivery) => (
          <PaletteEntry
            key={delivery.id}
            id={delivery.id}
            foundBy={text}
            name={`${delivery.eventType} → ${delivery.customerName}`}
            detail={nameParts(delivery.orderId, wordStanding(delivery))}
            onSelect={() => onGo(`/deliveries?range=all&delivery=${delivery.id}`)}
          />
        ))}
      </PaletteGroup>
      <PaletteGroup heading="Events">
        {events.data?.items.map((event) => (
          <PaletteEntry
            key={event.id}
            id={event.id}
            foundBy={text}
            name={event.types[0] ?? event.name}
            detail={nameParts(event.facts.orderId ?? null, event.facts.email ?? event.id)}
            onSelect={() => onGo(`/events/${event.id}?range=all`)}
          />
        ))}
      </PaletteGroup>
    </>
  );
}

function nameParts(orderId: string | null, rest: string): string {
  return orderId === null ? rest : `order ${orderId} · ${rest}`;
}
