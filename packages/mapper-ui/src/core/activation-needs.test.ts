import { describe, expect, it } from 'vitest';
import { listActivationNeeds } from './activation-needs.ts';
import { startTriggerDraft } from './trigger-draft.ts';
import type { TriggerDraft } from './trigger-draft.ts';

const whole: TriggerDraft = {
  ...startTriggerDraft('tpl'),
  name: 'Orders',
  url: 'https://hooks.acme.example',
  routes: [{ ...startTriggerDraft(null).routes[0]!, events: ['order.updated'] }],
};
const email: TriggerDraft = { ...whole, kind: 'email', to: ['a@b.example'], from: 'c@d.example', subject: 'Hello' };
const AT = '2026-11-21T00:00:00.000Z';
const tested = { test: { deliveryId: 'd', succeeded: true, at: AT } };
const published = { published: { revision: 1 } };
const unpublished = { published: null };

describe('listActivationNeeds', () => {
  it.each<[string, Partial<Parameters<typeof listActivationNeeds>[0]>, string[]]>([
    ['nothing', {}, []],
    [
      'a new one',
      { draft: startTriggerDraft(null), trigger: undefined, template: undefined },
      [
        'give it a name',
        'choose its events',
        'choose or create a template',
        'give the URL',
        'save it',
        'send a test that succeeds',
      ],
    ],
    ['an unpublished template', { template: unpublished }, ['publish the template in the mapper']],
    ['an unpublished template with a pinned revision', { template: unpublished, draft: { ...whole, revision: 2 } }, []],
    ['changes', { dirty: true }, ['save it', 'send a test that succeeds']],
    ['no test', { trigger: { ...tested, test: null } }, ['send a test that succeeds']],
    [
      'a failed test',
      { trigger: { ...tested, test: { deliveryId: 'd', succeeded: false, at: AT } } },
      ['mend what the last test failed by, and test again'],
    ],
    ['an email to nobody', { draft: { ...whole, kind: 'email' } }, ['add a recipient']],
    [
      'an email from nobody',
      { draft: { ...whole, kind: 'email', to: ['a@b.example'] } },
      ['say whom the email is from'],
    ],
    [
      'an email about nothing',
      { draft: { ...whole, kind: 'email', to: ['a@b.example'], from: 'c@d.example' } },
      ['give the subject'],
    ],
    ['a mail server', { draft: email, hasMailServer: false }, ['set the mail server']],
    ['nothing, as the inbox takes it', { draft: { ...email, transport: 'inbox' }, hasMailServer: false }, []],
    ['nothing, as far as is known', { draft: email, hasMailServer: undefined }, []],
  ])('with %s missing', (_case, facts, words) => {
    const needs = listActivationNeeds({
      draft: whole,
      trigger: tested,
      template: published,
      dirty: false,
      hasMailServer: true,
      ...facts,
    });
    expect(needs.map((need) => need.words)).toEqual(words);
  });
});
