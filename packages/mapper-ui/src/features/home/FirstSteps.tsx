import { Link } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { Check, X } from 'lucide-react';
import { buttonClass, IconButton } from '../../components/Button.tsx';
import { FIRST_STEPS } from '../../core/first-steps.ts';
import type { FirstStep, FirstStepsState } from '../../core/first-steps.ts';
import { describeStepLink } from './step-link.ts';

const words: Readonly<Record<FirstStep, { title: string; detail: string; action: string }>> = {
  customer: { title: 'Add a customer', detail: 'Who receives the postbacks.', action: 'Add customer' },
  trigger: { title: 'Add a trigger', detail: 'Which events go to which URL or email address.', action: 'Add trigger' },
  template: {
    title: 'Make the template',
    detail: 'What is sent: write it against a real sample, then publish it.',
    action: 'Open the template',
  },
  test: { title: 'Run a test', detail: 'Sends it once for real and shows what came of it.', action: 'Run a test' },
  activate: {
    title: 'Activate the trigger',
    detail: 'From then on every matching event is delivered.',
    action: 'Activate',
  },
};

/** The way to the first postback in five steps, each marked by what is really there. */
export function FirstSteps({ steps, onDismiss }: { steps: FirstStepsState; onDismiss: () => void }) {
  const finished = steps.next === null;
  const count = FIRST_STEPS.filter((step) => steps.done[step]).length;
  return (
    <section aria-labelledby="first-steps" className="px-5 py-4">
      <div className="flex h-7 items-center gap-2">
        <h2 id="first-steps">{finished ? 'Your first trigger is live' : 'Your first postback'}</h2>
        <span className="text-mut">{count} of 5</span>
        {finished && (
          <Link {...describeStepLink('activate', steps)} className="ml-auto text-accent hover:underline">
            Open the trigger
          </Link>
        )}
        <IconButton label="Dismiss the first steps" className={finished ? undefined : 'ml-auto'} onClick={onDismiss}>
          <X />
        </IconButton>
      </div>
      <ol className="mt-1">
        {FIRST_STEPS.map((step, index) => {
          const done = steps.done[step];
          const current = steps.next === step;
          return (
            <li
              key={step}
              aria-current={current ? 'step' : undefined}
              className={clsx('relative flex items-start gap-3 pt-1.5', finished ? 'min-h-[30px]' : 'min-h-[46px]')}
            >
              {index < FIRST_STEPS.length - 1 && (
                <span aria-hidden className="absolute top-[28px] -bottom-[6px] left-[9px] w-px bg-line" />
              )}
              <span
                aria-hidden
                className={clsx(
                  'figures z-1 flex size-[19px] shrink-0 items-center justify-center rounded-full border text-xs [&_svg]:size-3',
                  done && 'border-ok bg-ok-soft text-ok',
                  current && 'border-accent bg-accent font-semibold text-on-accent',
                  !done && !current && 'border-line bg-canvas text-mut',
                )}
              >
                {done ? <Check strokeWidth={2.5} /> : index + 1}
              </span>
              <div className="min-w-0 flex-1">
                <p className={clsx(current ? 'font-semibold' : done ? 'text-mut' : undefined)}>
                  {words[step].title}
                  {done && <span className="sr-only"> (done)</span>}
                </p>
                {!done && <p className="text-sm text-mut">{words[step].detail}</p>}
              </div>
              {current && (
                <Link {...describeStepLink(step, steps)} className={buttonClass('primary')}>
                  {words[step].action}
                </Link>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
