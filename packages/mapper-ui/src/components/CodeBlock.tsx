import { clsx } from 'clsx';
import type { ReactNode } from 'react';

interface CodeBlockProps {
  /** The accessible name. */
  label: string;
  children: ReactNode;
  /** Keeps lines whole, however long: what is too wide is scrolled to. */
  wholeLines?: boolean;
  className?: string;
}

/** Exact text, scrolling by itself; focusable, so that the keyboard can scroll it (WCAG 2.1.1). */
export function CodeBlock({ label, children, wholeLines = false, className }: CodeBlockProps) {
  return (
    <section
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={label}
      className={clsx('overflow-auto', className)}
    >
      <pre
        className={clsx(
          'mono leading-[19px]',
          wholeLines ? 'w-max whitespace-pre' : '[overflow-wrap:anywhere] whitespace-pre-wrap',
        )}
      >
        {children}
      </pre>
    </section>
  );
}
