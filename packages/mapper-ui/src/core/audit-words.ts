const words: Readonly<Record<string, string>> = {
  'sign-in': 'Signed in',
  'sign-out': 'Signed out',
  'create-sign-in-link': 'Made a sign-in link',
  'end-session': 'Revoked a session',
  'end-other-sessions': 'Revoked all other sessions',
  'delete-key': 'Revoked a key',
  'see-exact-payload': 'Saw an exact payload',
  'see-exact-body': 'Saw an exact body',
  'see-signing-secret': 'Saw a signing secret',
  'rotate-signing-secret': 'Replaced a signing secret',
  'change-settings': 'Changed settings',
  'send-test-mail': 'Sent a test mail',
};

/** What an entry of the audit says was done, for people. One that is not known here is shown as its own words. */
export function describeAction(action: string): string {
  const known = words[action];
  if (known !== undefined) return known;
  const [, role] = /^create-(\w+)-key$/.exec(action) ?? [];
  if (role !== undefined) return `Made ${/^[aeiou]/.test(role) ? 'an' : 'a'} ${role} key`;
  const text = action.replaceAll('-', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
