import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { deliveryQuery } from '../api/deliveries.ts';
import { CodeText } from './CodeText.tsx';
import { TimeText } from './TimeText.tsx';

const DELIVERY_ID = /\b(dlv_\w+)/;

/** Why a delivery stands where it stands; another one that it names leads to it, told by its event and time. */
export function ReasonText({ text }: { text: string }) {
  return text
    .split(DELIVERY_ID)
    .map((part, index) =>
      index % 2 === 1 ? (
        <DeliveryMention key={part} deliveryId={part} />
      ) : (
        <CodeText key={`${index} ${part}`} text={part} />
      ),
    );
}

/** By its id alone until it is known, and where it has been deleted since. */
function DeliveryMention({ deliveryId }: { deliveryId: string }) {
  const { data } = useQuery({ ...deliveryQuery(deliveryId), staleTime: Infinity });
  return (
    <Link
      to="/deliveries"
      search={{ delivery: deliveryId, range: 'all' }}
      title={deliveryId}
      className="break-words underline decoration-dotted underline-offset-3 hover:text-accent hover:decoration-solid"
    >
      {data === undefined ? (
        <span className="mono">{deliveryId}</span>
      ) : (
        <>
          the {data.eventType} of <TimeText at={data.createdAt} />
        </>
      )}
    </Link>
  );
}
