import { describe, expect, test } from 'vitest';
import { changeSecurity, readSmtpDraft, toSmtpDraft } from './smtp-draft.ts';

const free = { setBy: { smtp: null, allowNetworks: null } };
const server = {
  host: 'mail.example.com',
  port: 587,
  security: 'starttls',
  user: 'post',
  password: '••••••••',
} as const;

test('what is there comes back as it is', () => {
  const draft = toSmtpDraft({ smtp: server, mailFrom: 'Acme <post@acme.example>' });
  expect(readSmtpDraft(draft, free)).toEqual({ smtp: server, mailFrom: 'Acme <post@acme.example>' });
});

describe('without a mail server', () => {
  const draft = toSmtpDraft({ smtp: null, mailFrom: null });

  test('nothing is set', () => {
    expect(readSmtpDraft(draft, free)).toEqual({ smtp: null, mailFrom: null });
  });

  test('a user without a host is sent, for the server to name what is missing', () => {
    expect(readSmtpDraft({ ...draft, user: 'post' }, free).smtp).toMatchObject({
      host: '',
      user: 'post',
      password: null,
    });
  });
});

test('what the environment sets is not sent', () => {
  const setBy = { smtp: 'POSTMAP_SMTP_URL', allowNetworks: null } as const;
  expect(readSmtpDraft(toSmtpDraft({ smtp: server, mailFrom: null }), { setBy })).toEqual({ mailFrom: null });
});

test.each([
  ['587', 'tls', '465'],
  ['587', 'opportunistic', '25'],
  ['2525', 'tls', '2525'],
] as const)('port %s becomes with %s port %s', (port, security, expected) => {
  const draft = { ...toSmtpDraft({ smtp: server, mailFrom: null }), port };
  expect(changeSecurity(draft, security)).toMatchObject({ port: expected, security });
});
