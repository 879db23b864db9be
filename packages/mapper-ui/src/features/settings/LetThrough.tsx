import type { Settings } from '@postmap/server/contract';
import { Check, TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';

/** What the address guard lets through now, and what it refuses. */
export function LetThrough({ settings: { allowNetworks, warnings } }: { settings: Settings }) {
  return (
    <section aria-labelledby="let-through" className="mt-6 border-t border-line-soft pt-5">
      <h3 id="let-through">Let through now</h3>
      {warnings.map((warning) => (
        <p key={warning} role="alert" className="mt-2 flex gap-2 rounded-md bg-warn-soft px-3 py-2 text-warn">
          <TriangleAlert className="mt-[3px] size-3.5 shrink-0" aria-hidden />
          {warning}
        </p>
      ))}
      <ul className="mt-2 flex flex-col gap-1">
        <Line allowed>Every public internet address</Line>
        <Line allowed>
          Postmap’s own inbox, under <code className="mono">/inbox/</code>
        </Line>
        {allowNetworks.map((network) => (
          <Line key={network} allowed>
            <code className="mono">{network}</code>
          </Line>
        ))}
        <Line>
          {allowNetworks.length === 0
            ? 'Everything that is not public: this machine, private networks, link-local addresses, cloud metadata'
            : 'Everything else that is not public'}
        </Line>
        <Line>Redirects, wherever they lead</Line>
      </ul>
    </section>
  );
}

function Line({ allowed = false, children }: { allowed?: boolean; children: ReactNode }) {
  const Icon = allowed ? Check : X;
  return (
    <li className="flex gap-2">
      <Icon className={`mt-[3px] size-3.5 shrink-0 ${allowed ? 'text-ok' : 'text-bad'}`} aria-hidden />
      <span>
        <span className="sr-only">{allowed ? 'Let through: ' : 'Refused: '}</span>
        {children}
      </span>
    </li>
  );
}
