import { toast, Toaster } from 'sonner';
import { describeError } from '../api/api-error.ts';

/** Where notices appear; once per page. */
export function ToastOutlet({ theme }: { theme: 'light' | 'dark' }) {
  return (
    <Toaster
      theme={theme}
      position="bottom-right"
      gap={8}
      duration={3_500}
      style={{ fontFamily: 'inherit' }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast: 'flex w-[340px] items-start gap-2 rounded-md border border-line bg-canvas px-3 py-2.5 shadow-lift',
          title: 'font-medium',
          description: 'text-mut',
          icon: 'mt-0.5 [&_svg]:size-4',
          success: '[&_[data-icon]]:text-ok',
          error: '[&_[data-icon]]:text-bad',
          actionButton:
            'ml-auto shrink-0 rounded-md border border-line px-2 py-px font-medium text-accent hover:bg-hover',
        },
      }}
    />
  );
}

export function announce(message: string, description?: string): void {
  toast.success(message, { description });
}

/** Says what was done, and offers for ten seconds to undo it. */
export function announceUndoable(message: string, description: string, onUndo: () => void): void {
  toast.success(message, { description, duration: 10_000, action: { label: 'Undo', onClick: onUndo } });
}

export function announceError(error: unknown, message = 'That did not work'): void {
  toast.error(message, { description: describeError(error), duration: 8_000 });
}
