import { signInLinkSchema, signInRoleSchema } from '../contract/index.ts';
import { JSON_OPTION } from './command.ts';
import type { Command } from './command.ts';
import { UsageError } from './command-error.ts';
import { EXIT } from './exit-code.ts';
import { openServerClient } from './server-client.ts';
import { print, printJson } from './terminal.ts';

export const signInCommand: Command = {
  usage: 'sign-in [--role ROLE] [--json]',
  about:
    'Prints a link that signs in to the running server, once, within ten minutes. It asks with the key in the data folder.\nWhoever opens the link may do what the role may: admin everything, editor all but keys and settings, viewer only look.',
  options: {
    role: { type: 'string', value: 'ROLE', text: `${signInRoleSchema.options.join(', ')}; admin unless said` },
    json: JSON_OPTION,
  },
  maxPositionals: 0,
  examples: ['sign-in', 'sign-in --role viewer'],
  async run(given) {
    const body = Buffer.from(JSON.stringify({ role: readRole(given.text('role')) }));
    const client = await openServerClient();
    const link = await client.ask(signInLinkSchema, '/api/v1/sign-in-links', { method: 'POST', body });
    if (given.flag('json')) printJson(link);
    else print(link.url);
    return EXIT.done;
  },
};

function readRole(role: string | undefined): string | undefined {
  if (role === undefined || signInRoleSchema.safeParse(role).success) return role;
  throw new UsageError(`--role ${role}: use one of ${signInRoleSchema.options.join(', ')}.`);
}
