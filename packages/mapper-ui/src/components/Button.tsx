import { clsx } from 'clsx';
import { LoaderCircle } from 'lucide-react';
import { useState } from 'react';
import type { ComponentProps, ReactNode } from 'react';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';

const looks: Record<ButtonVariant, string> = {
  primary: 'border-accent bg-accent text-on-accent font-semibold hover:bg-accent-strong hover:border-accent-strong',
  secondary: 'border-line bg-canvas text-ink hover:bg-hover',
  quiet: 'border-transparent text-mut hover:bg-hover hover:text-ink',
  danger: 'border-line bg-canvas text-bad hover:bg-bad-soft hover:border-bad',
};

/** The class of a button, for links that look like one. */
export function buttonClass(variant: ButtonVariant = 'secondary'): string {
  return clsx(
    'inline-flex h-7 shrink-0 items-center justify-center gap-1.5 rounded-md border px-2.5 whitespace-nowrap select-none',
    'transition-colors duration-75 disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-50 [&_svg]:size-3.5 [&_svg]:shrink-0',
    looks[variant],
  );
}

interface ButtonProps extends ComponentProps<'button'> {
  variant?: ButtonVariant;
  /** Shows a spinner and refuses clicks while something is under way. */
  busy?: boolean;
  icon?: ReactNode;
}

/** Switched off while it has the focus, it keeps the focus, and does nothing: whoever saved by keyboard goes on from there. */
export function Button({ variant, busy = false, icon, className, children, disabled, ...rest }: ButtonProps) {
  const { onClick, onFocus, onBlur } = rest;
  const [hasFocus, setHasFocus] = useState(false);
  const isOff = disabled === true || busy;
  return (
    <button
      type="button"
      {...rest}
      className={clsx(buttonClass(variant), className)}
      disabled={isOff && !hasFocus}
      aria-disabled={isOff || undefined}
      aria-busy={busy || undefined}
      onFocus={(event) => {
        setHasFocus(true);
        onFocus?.(event);
      }}
      onBlur={(event) => {
        setHasFocus(false);
        onBlur?.(event);
      }}
      onClick={(event) => {
        // Enter in a field clicks the form's submit button, so this holds that back too.
        if (isOff) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {busy ? <LoaderCircle className="animate-spin" aria-hidden /> : icon}
      {children}
    </button>
  );
}

interface IconButtonProps extends ComponentProps<'button'> {
  /** The accessible name, shown as the tooltip too. */
  label: string;
}

export function IconButton({ label, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={clsx(
        'inline-flex size-7 shrink-0 items-center justify-center rounded-md text-mut hover:bg-hover hover:text-ink',
        'disabled:cursor-not-allowed disabled:opacity-40 [&_svg]:size-3.5',
        className,
      )}
      {...rest}
    />
  );
}
