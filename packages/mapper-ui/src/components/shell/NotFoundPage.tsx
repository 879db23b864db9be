import { Link } from '@tanstack/react-router';
import { usePageTitle } from '../../state/usePageTitle.ts';
import { buttonClass } from '../Button.tsx';
import { EmptyState } from '../EmptyState.tsx';
import { Logo } from '../Logo.tsx';

export function NotFoundPage() {
  usePageTitle('Not found');
  return (
    <div className="flex h-full items-center justify-center">
      <EmptyState
        icon={<Logo className="size-7" />}
        title="There is no page here"
        action={
          <Link to="/" className={buttonClass('primary')}>
            Go to Home
          </Link>
        }
      >
        The address leads nowhere. What it named may have been deleted.
      </EmptyState>
    </div>
  );
}
