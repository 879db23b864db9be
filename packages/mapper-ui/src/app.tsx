import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { ToastOutlet } from './components/Toast.tsx';
import { router } from './router.tsx';
import { queryClient } from './state/query-client.ts';
import { useTheme } from './state/useTheme.ts';

export function App() {
  const { shown } = useTheme();
  return (
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
      <ToastOutlet theme={shown} />
    </QueryClientProvider>
  );
}
