import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSecretBox, SecretError } from './secret-box.ts';

const key = new Uint8Array(32).fill(7);
const box = createSecretBox(key);

describe('createSecretBox', () => {
  test('law: what is sealed opens in its place and shows nothing of itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (plaintext, aad) => {
        const sealed = box.seal(plaintext, aad);
        expect(sealed).toMatch(/^v1\.[0-9a-f]{16}\.[\w-]{16}\.[\w-]+$/);
        expect(box.open(sealed, aad)).toBe(plaintext);
      }),
    );
    expect(box.seal('same', 'a')).not.toBe(box.seal('same', 'a'));
  });

  test('another place, another key and a missing part are told apart', () => {
    const sealed = box.seal('hunter2', 'trigger/1/password');
    const other = createSecretBox(new Uint8Array(32).fill(8));
    expect(() => box.open(sealed, 'trigger/2/password')).toThrow(/damaged or was moved/);
    expect(() => other.open(sealed, 'trigger/1/password')).toThrow(`sealed with key ${box.keyId}`);
    expect(() => box.open('hunter2', 'trigger/1/password')).toThrow(SecretError);
    expect(() => box.open(sealed.replace('v1.', 'v2.'), 'trigger/1/password')).toThrow(SecretError);
  });

  test('every changed character is found', () => {
    const sealed = box.seal('hunter2', 'a');
    for (let index = 0; index < sealed.length - 1; index += 1) {
      const changed = sealed.slice(0, index) + (sealed[index] === 'A' ? 'B' : 'A') + sealed.slice(index + 1);
      expect(() => box.open(changed, 'a')).toThrow(SecretError);
    }
  });

  test('a key of another length is refused', () => {
    expect(() => createSecretBox(new Uint8Array(16))).toThrow('has 16 bytes');
  });
});
