import type { FirstStep, FirstStepsState } from '../../core/first-steps.ts';

interface StepLink {
  to: string;
  search: Record<string, string>;
}

/** Where a step of the checklist is done. */
export function describeStepLink(step: FirstStep, { customerId, triggerId, templateId }: FirstStepsState): StepLink {
  if (step === 'customer' || customerId === null) return { to: '/customers', search: { add: 'yes' } };
  if (step === 'trigger' || triggerId === null) return { to: `/customers/${customerId}/triggers/new`, search: {} };
  const trigger = `/customers/${customerId}/triggers/${triggerId}`;
  if (step === 'template' && templateId !== null) return { to: `/templates/${templateId}`, search: { back: trigger } };
  return { to: trigger, search: {} };
}
