import { signInLinkSchema } from '../contract/index.ts';
import { JSON_OPTION } from './command.ts';
import type { Command } from './command.ts';
import { EXIT } from './exit-code.ts';
import { openServerClient } from './server-client.ts';
import { print, printJson } from './terminal.ts';

export const signInCommand: Command = {
  usage: 'sign-in [--json]',
  about:
    'Prints a link that signs in to the running server, once, within ten minutes. It asks with the key in the data folder.',
  options: { json: JSON_OPTION },
  maxPositionals: 0,
  examples: ['sign-in'],
  async run(given) {
    const client = await openServerClient();
    const link = await client.ask(signInLinkSchema, '/api/v1/sign-in-links', { method: 'POST' });
    if (given.flag('json')) printJson(link);
    else print(link.url);
    return EXIT.done;
  },
};
