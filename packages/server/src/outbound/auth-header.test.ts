import { describe, expect, test } from 'vitest';
import { authorizationHeader } from './auth-header.ts';

describe('authorizationHeader', () => {
  test.each([
    // The two examples of RFC 7617 §2 and §2.1.
    [{ kind: 'basic', username: 'Aladdin', password: 'open sesame' }, 'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=='],
    [{ kind: 'basic', username: 'test', password: '123£' }, 'Basic dGVzdDoxMjPCow=='],
    [{ kind: 'basic', username: '', password: 'a:b' }, 'Basic OmE6Yg=='],
    [{ kind: 'bearer', token: 'mF_9.B5f-4.1JqM' }, 'Bearer mF_9.B5f-4.1JqM'],
    [{ kind: 'bearer', token: 'a+/~==' }, 'Bearer a+/~=='],
  ] as const)('%j', (auth, value) => expect(authorizationHeader(auth)).toEqual({ ok: true, value }));

  test.each([
    [{ kind: 'basic', username: 'a:b', password: 'hunter2' }, 'colon'],
    [{ kind: 'basic', username: 'a', password: 'hunter2\n' }, 'control character'],
    [{ kind: 'basic', username: 'a', password: 'hunter2\ud800' }, 'Unicode'],
    [{ kind: 'bearer', token: '' }, 'bearer token'],
    [{ kind: 'bearer', token: 'hunter2 x' }, 'without spaces'],
    [{ kind: 'bearer', token: 'Bearer hunter2' }, 'leave out the word'],
    [{ kind: 'bearer', token: 'hunter2\r\nx: y' }, 'bearer token'],
    [{ kind: 'bearer', token: 'hunter2é' }, 'bearer token'],
  ] as const)('refuses %j without repeating the secret', (auth, words) => {
    const verdict = authorizationHeader(auth);
    expect(verdict).toEqual({ ok: false, message: expect.stringContaining(words) });
    expect(JSON.stringify(verdict)).not.toContain('hunter2');
  });
});
