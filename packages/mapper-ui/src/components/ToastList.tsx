import { Toaster } from 'sonner';

/** The notices that are shown now. */
export function ToastList({ theme }: { theme: 'light' | 'dark' }) {
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
