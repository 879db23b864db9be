import { expect, test } from 'vitest';
import { readSignInCommand } from './sign-in-command.ts';

test.each([
  [
    'Open the sign-in link that the server printed when it started, or make a new one with "npm run postmap -- sign-in"; programs send a key.',
    'npm run postmap -- sign-in',
  ],
  ['The sign-in is over. Make a new link with: npx postmap sign-in', 'npx postmap sign-in'],
  ['Send a key.', undefined],
])('of %s', (detail, command) => {
  expect(readSignInCommand(detail)).toBe(command);
});
