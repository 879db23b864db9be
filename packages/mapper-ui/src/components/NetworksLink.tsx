import type { Delivery } from '@postmap/server/contract';
import { Link } from '@tanstack/react-router';

/** Where the address that a delivery was refused can be let through; nothing for any other end. */
export function NetworksLink({ delivery }: { delivery: Pick<Delivery, 'lastCode'> }) {
  if (delivery.lastCode !== 'address-refused') return null;
  return (
    <Link
      to="/settings/$section"
      params={{ section: 'networks' }}
      className="font-medium whitespace-nowrap text-accent underline"
    >
      Allow a network
    </Link>
  );
}
