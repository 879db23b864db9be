import { describe, expect, it } from 'vitest';
import { deriveFirstSteps } from './first-steps.ts';

const demo = { id: 'c0', name: 'Demo store' };
const own = { id: 'c1', name: 'Acme' };
const template = { id: 't1', published: { revision: 1 } };
const trigger = { id: 'g1', customerId: 'c1', templateId: 't1', status: 'draft' as const, test: null };

describe('deriveFirstSteps', () => {
  it.each([
    ['nothing of one’s own', [demo], [{ ...trigger, customerId: 'c0', status: 'active' as const }], 'customer'],
    ['a customer', [demo, own], [], 'trigger'],
    ['a trigger without template', [own], [{ ...trigger, templateId: null }], 'template'],
    ['a template', [own], [trigger], 'test'],
    ['a failed test', [own], [{ ...trigger, test: { succeeded: false } }], 'test'],
    ['a good test', [own], [{ ...trigger, test: { succeeded: true } }], 'activate'],
    ['an active trigger', [own], [{ ...trigger, status: 'active' as const }], null],
  ])('%s', (_what, customers, triggers, next) => {
    expect(deriveFirstSteps(customers, triggers, [template]).next).toBe(next);
  });

  it('follows the trigger that has come furthest', () => {
    const further = { ...trigger, id: 'g2', test: { succeeded: true } };
    expect(deriveFirstSteps([own], [trigger, further], [template]).triggerId).toBe('g2');
  });

  it('does not count a template that was never published', () => {
    expect(deriveFirstSteps([own], [trigger], [{ ...template, published: null }]).next).toBe('template');
  });
});
