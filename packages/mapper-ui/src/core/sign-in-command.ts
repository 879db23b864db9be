/**
 * The command that mints a sign-in link, out of what the server answers to those who are not signed in: how it is called differs between a
 * checkout and an installed package. Undefined where the answer names none.
 */
export function readSignInCommand(detail: string): string | undefined {
  return /(?:npx|npm run) [\w -]*\bsign-in\b/.exec(detail)?.[0];
}
