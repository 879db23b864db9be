import { clsx } from 'clsx';
import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { IconButton } from './Button.tsx';

interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  description?: ReactNode;
  children?: ReactNode;
  /** The buttons, the main one last. */
  footer?: ReactNode;
  wide?: boolean;
  /** Escape and clicks beside it leave it open: only the buttons of `footer` close it. */
  held?: boolean;
}

/** A modal: title, content that scrolls, buttons. */
export function Dialog({ open, onClose, title, description, children, footer, wide, held = false }: DialogProps) {
  const giveBack = useOpener(open);
  const hold = (event: Event) => held && event.preventDefault();
  return (
    <Radix.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-veil" />
        <Radix.Content
          {...(description === undefined ? { 'aria-describedby': undefined } : {})}
          onEscapeKeyDown={hold}
          onInteractOutside={hold}
          onCloseAutoFocus={giveBack}
          className={clsx(
            'fixed top-[12vh] left-1/2 z-40 flex max-h-[76vh] -translate-x-1/2 flex-col rounded-lg border border-line bg-canvas shadow-lift outline-none',
            wide ? 'w-[min(880px,calc(100vw-48px))]' : 'w-[min(480px,calc(100vw-48px))]',
          )}
        >
          <div className="flex items-start gap-2 px-5 pt-4 pb-3">
            <div className="min-w-0 flex-1">
              <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
              {description !== undefined && (
                <Radix.Description className="mt-0.5 text-mut">{description}</Radix.Description>
              )}
            </div>
            {!held && (
              <Radix.Close asChild>
                <IconButton label="Close" className="-mr-2">
                  <X />
                </IconButton>
              </Radix.Close>
            )}
          </div>
          {children !== undefined && <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-4">{children}</div>}
          {footer !== undefined && (
            <div className="flex justify-end gap-2 border-t border-line-soft px-5 py-3">{footer}</div>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Gives the focus back to what had it when the dialog opened, which Radix does only where it draws the opener itself; else to the page. */
function useOpener(open: boolean): (event: Event) => void {
  const [opener, setOpener] = useState(() => (open ? document.activeElement : null));
  const [wasOpen, setWasOpen] = useState(open);
  if (wasOpen !== open) {
    setWasOpen(open);
    if (open) setOpener(document.activeElement);
  }
  return (event) => {
    event.preventDefault();
    // What was asked may have moved the focus on, or taken the opener away.
    if (document.activeElement !== null && document.activeElement !== document.body) return;
    const isThere = opener instanceof HTMLElement && opener !== document.body && opener.isConnected;
    // A tab that has the focus is gone to: one that was asked about and not left for must not have it.
    const isUnchosenTab = isThere && opener.matches('[role="tab"][aria-selected="false"]');
    const place = isUnchosenTab
      ? opener.parentElement?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')
      : isThere
        ? opener
        : document.getElementById('content');
    place?.focus({ preventScroll: true });
  };
}
