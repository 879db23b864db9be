import type { CaseResult } from '@postmap/server/contract';
import { clsx } from 'clsx';
import { CodeBlock } from './CodeBlock.tsx';

const SIGNS = { same: '  ', expected: '- ', rendered: '+ ', gap: '  ' } as const;
const SPOKEN = { expected: 'expected: ', rendered: 'rendered: ' } as const;
const looks = {
  same: 'text-mut',
  gap: 'text-mut',
  expected: 'bg-bad-soft text-bad',
  rendered: 'bg-ok-soft text-ok',
} as const;

/** What a case expects and what came, line by line, with a few lines around what differs. */
export function CaseDifference({ result, className }: { result: CaseResult; className?: string }) {
  if (result.difference.length === 0) return null;
  return (
    <div className={className}>
      <p className="mb-1 text-sm text-mut">
        <span className="mono text-bad">−</span> what the case expects · <span className="mono text-ok">+</span> what
        the template gives
      </p>
      <CodeBlock
        label={`Difference in ${result.name}`}
        className="max-h-72 rounded-md border border-line-soft bg-canvas py-1.5"
      >
        {result.difference.map(({ kind, text }, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- lines have no identity but their place
          <div key={index} className={clsx('px-2.5', looks[kind])}>
            {(kind === 'expected' || kind === 'rendered') && <span className="sr-only">{SPOKEN[kind]}</span>}
            <span aria-hidden>{SIGNS[kind]}</span>
            {text}
          </div>
        ))}
      </CodeBlock>
    </div>
  );
}
