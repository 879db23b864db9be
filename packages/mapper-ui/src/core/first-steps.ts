export const FIRST_STEPS = ['customer', 'trigger', 'template', 'test', 'activate'] as const;
export type FirstStep = (typeof FIRST_STEPS)[number];

interface StepCustomer {
  id: string;
  name: string;
}

interface StepTrigger {
  id: string;
  customerId: string;
  templateId: string | null;
  status: 'draft' | 'active' | 'paused';
  test: { succeeded: boolean } | null;
}

interface StepTemplate {
  id: string;
  published: unknown;
}

/** How far the first postback of one's own has come. The customer and trigger are those that have come furthest. */
export interface FirstStepsState {
  done: Readonly<Record<FirstStep, boolean>>;
  /** The first step that is not done; null when all are. */
  next: FirstStep | null;
  customerId: string | null;
  triggerId: string | null;
  templateId: string | null;
}

/** Derives the checklist from what there is; the demo's customer does not count, or a first start would look finished. */
export function deriveFirstSteps(
  customers: readonly StepCustomer[],
  triggers: readonly StepTrigger[],
  templates: readonly StepTemplate[],
): FirstStepsState {
  const own = customers.filter((customer) => !isDemo(customer.name));
  const ownIds = new Set(own.map((customer) => customer.id));
  const published = new Set(templates.filter((template) => template.published !== null).map((template) => template.id));
  const count = (trigger: StepTrigger): number =>
    [hasTemplate(trigger, published), trigger.test?.succeeded === true, trigger.status === 'active'].filter(Boolean)
      .length;
  const trigger = triggers
    .filter((candidate) => ownIds.has(candidate.customerId))
    .toSorted((one, other) => count(other) - count(one))[0];
  const active = trigger?.status === 'active';
  const done = {
    customer: own.length > 0,
    trigger: trigger !== undefined,
    template: trigger !== undefined && hasTemplate(trigger, published),
    test: trigger !== undefined && (trigger.test?.succeeded === true || active),
    activate: active,
  };
  return {
    done,
    next: FIRST_STEPS.find((step) => !done[step]) ?? null,
    customerId: trigger?.customerId ?? own[0]?.id ?? null,
    triggerId: trigger?.id ?? null,
    templateId: trigger?.templateId ?? null,
  };
}

/** Whether a thing is of the demo that the first start brings, by its name: `Demo …` or `demo`. */
export function isDemo(name: string): boolean {
  return /^demo\b/i.test(name);
}

function hasTemplate(trigger: StepTrigger, published: ReadonlySet<string>): boolean {
  return trigger.templateId !== null && published.has(trigger.templateId);
}
