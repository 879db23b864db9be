import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import type { ActivationNeed, TriggerPart } from '../../core/activation-needs.ts';

const placeClass = 'rounded-sm text-ink underline decoration-faint underline-offset-2 hover:text-accent';

/** What is missing before the trigger can be activated; each leads to where it is done. */
export function ActivationNeeds({ needs }: { needs: readonly ActivationNeed[] }) {
  if (needs.length === 0) {
    return (
      <p className="rounded-md bg-ok-soft px-2.5 py-2 text-ok">Its test succeeded: it is ready to be activated.</p>
    );
  }
  return (
    <p aria-label="What is missing" className="rounded-md bg-hover px-2.5 py-2 text-mut">
      To activate it:{' '}
      {needs.map(({ words, part }, index) => (
        <Fragment key={words}>
          {index > 0 && (index === needs.length - 1 ? (needs.length > 2 ? ', and ' : ' and ') : ', ')}
          {part === null ? (
            <span className="text-ink">{words}</span>
          ) : part === 'mail-settings' ? (
            <Link to="/settings/$section" params={{ section: 'smtp' }} className={placeClass}>
              {words}
            </Link>
          ) : (
            <button type="button" className={placeClass} onClick={() => goTo(part)}>
              {words}
            </button>
          )}
        </Fragment>
      ))}
      .
    </p>
  );
}

/** Shows a section and puts the focus on its first control. */
function goTo(part: TriggerPart): void {
  const section = document.querySelector(`#${part}`);
  section?.scrollIntoView({ block: 'start' });
  const control = section?.querySelector('input, textarea, button, a');
  if (control instanceof HTMLElement) control.focus({ preventScroll: true });
}
