import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { generateSigningSecret, signWebhook, SigningError, webhookHeaders } from './signing.ts';

const secret = generateSigningSecret(randomBytes);
const now = (): number => Math.floor(Date.now() / 1000);
const verify = (key: string, body: Uint8Array, headers: [string, string][]): unknown =>
  new Webhook(key).verify(Buffer.from(body), Object.fromEntries(headers), { jsonParse: false });

describe('signWebhook', () => {
  test('the vector of the Standard Webhooks libraries', () => {
    const signature = signWebhook({
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      timestamp: 1_614_265_330,
      body: Buffer.from('{"test": 2432232314}'),
      secrets: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    });
    expect(signature).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  test('law: standardwebhooks verifies every text, the empty one too', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const body = Buffer.from(text);
        const headers = webhookHeaders({ id: 'dlv_1', timestamp: now(), body, secrets: [secret] });
        expect(() => verify(secret, body, headers)).not.toThrow();
        expect(() => verify(secret, Buffer.concat([body, Buffer.from('x')]), headers)).toThrow(
          'No matching signature found',
        );
      }),
    );
  });

  test('bytes that are no text are signed as they are', () => {
    const body = Uint8Array.of(0xff, 0x00, 0xc0, 0xaf);
    const signed = signWebhook({ id: 'a', timestamp: 1, body, secrets: [secret] });
    expect(signed).not.toBe(signWebhook({ id: 'a', timestamp: 1, body: Buffer.from('\ufffd'), secrets: [secret] }));
  });

  test('while a secret is rotated, both verify', () => {
    const old = generateSigningSecret(randomBytes);
    const body = Buffer.from('{}');
    const headers = webhookHeaders({ id: 'dlv_1', timestamp: now(), body, secrets: [secret, old] });
    expect(headers.map(([name]) => name)).toEqual(['webhook-id', 'webhook-timestamp', 'webhook-signature']);
    expect(headers[2]![1].split(' ')).toHaveLength(2);
    verify(secret, body, headers);
    verify(old, body, headers);
    expect(() => verify(generateSigningSecret(randomBytes), body, headers)).toThrow('No matching signature found');
  });

  test.each([
    [{ id: 'a.b' }, 'dots'],
    [{ id: 'a\n' }, 'visible ASCII'],
    [{ id: '' }, 'visible ASCII'],
    [{ timestamp: 1.5 }, 'whole Unix seconds'],
    [{ timestamp: -1 }, 'whole Unix seconds'],
    [{ secrets: [] }, 'no signing secret'],
    [{ secrets: ['whsec_c2hvcnQ='] }, '24 to 64 bytes'],
    [{ secrets: [secret.replace('whsec_', '')] }, 'whsec_'],
    [{ secrets: [`${secret}!`] }, 'base64'],
  ])('refuses %j', (change, words) => {
    const message = { id: 'a', timestamp: 1, body: new Uint8Array(), secrets: [secret], ...change };
    expect(() => signWebhook(message)).toThrow(SigningError);
    expect(() => signWebhook(message)).toThrow(words);
  });
});

test('generateSigningSecret writes 32 bytes', () => {
  expect(generateSigningSecret((size) => new Uint8Array(size).fill(1))).toBe(
    `whsec_${Buffer.alloc(32, 1).toString('base64')}`,
  );
});
