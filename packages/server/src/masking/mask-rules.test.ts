import { describe, expect, test } from 'vitest';
import { findMaskRule, hideValue } from './mask-rules.ts';

/** key → rule; a parent key stands before a slash. */
const cases: Record<string, string[]> = {
  secret: [
    'password',
    'PASSWORD',
    'user_password',
    'customerPassword',
    'password2',
    'passwords',
    'db-password',
    'secret',
    'client_secret',
    'clientSecret',
    'token',
    'access_token',
    'accessToken',
    'accesstoken',
    'tokens',
    'authorization',
    'Authorization',
    'api_key',
    'apiKey',
    'apikey',
    'APIKey',
    'X-Api-Key',
    'api/key',
    'set-cookie',
    'iban',
    'customer_iban',
    'ssn',
    'SSN',
    'bank_account/number',
    'credentials',
    'nmi_security_key',
    'signature_key',
  ],
  'card-number': [
    'card_number',
    'cardNumber',
    'CardNumber',
    'cardnumber',
    'card-number',
    'credit_card_number',
    'ccNumber',
    'cc_number',
    'pan',
    'card_pan',
    'card/number',
    'credit_card/number',
    'card[number]',
    'card.number',
  ],
  'security-code': ['cvv', 'CVV', 'cvc', 'cvv2', 'cvc2', 'card_cvv', 'cardCvc', 'card/cvv', 'security_code', 'pin'],
  'security-code-digits': ['gateway_response_cvv', 'customer_card_cvv', 'payment_cvc', 'card_pin'],
  'card-like': ['card', 'customer_card', 'customer_card_id', 'card/value', 'cc', 'card_token_id'],
  none: [
    'merchant_id',
    'order_id',
    'phone',
    'email',
    'id',
    'number',
    'order/number',
    'key',
    'monkey',
    'japan',
    'span',
    'token_type',
    'password_reset_at',
    'tokenized',
    'secretary',
    'shipping',
    'account_number',
    'zipcode',
    'code',
    'transaction_id',
    'gateway_auth_code',
    'campaign_id',
    'company',
    'pinterest',
    'discard',
    'address',
    '',
  ],
};

describe('findMaskRule', () => {
  const rows = Object.entries(cases).flatMap(([rule, keys]) => keys.map((key) => [key, rule] as const));
  test.each(rows)('%s → %s', (path, rule) => {
    const [parent, key] = path.includes('/') ? path.split('/') : ['', path];
    expect(findMaskRule(key!, parent) ?? 'none').toBe(rule);
  });

  test('a hostile key costs no more than its end', () => {
    const started = performance.now();
    findMaskRule('A'.repeat(1_000_000));
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('hideValue', () => {
  test.each([
    ['secret', 'hunter2', '••••'],
    ['secret', '', ''],
    ['card-number', '5555555555554444', '•••• 4444'],
    ['card-number', '5555 5555-5555 4444', '•••• 4444'],
    ['card-number', '411122XXXXX4444', '•••• 4444'],
    ['card-number', '4444', '••••'],
    ['card-number', 'tok_visa', '••••'],
    ['security-code', '123', '••••'],
    ['security-code', 'Y', 'Y'],
    ['security-code', 'encrypted:AbC', '••••'],
    ['security-code-digits', '1234', '••••'],
    ['security-code-digits', 'Y', 'Y'],
    ['security-code-digits', 'M - match', 'M - match'],
    ['card-like', '4111111111111111', '•••• 1111'],
    ['card-like', '4111 1111 1111 1111', '•••• 1111'],
    ['card-like', '4111111111111112', '4111111111111112'],
    ['card-like', '195544', '195544'],
    ['card-like', '00000000000000000000', '00000000000000000000'],
  ] as const)('%s: %s → %s', (rule, text, expected) => {
    expect(hideValue(rule, text)).toBe(expected);
  });
});
