#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { main } from '../main.ts';
import { printSignInLink } from './sign-in.ts';

const HELP = `Usage: postmap [command]

Commands
  serve     run the server (what happens without a command)
  sign-in   print a link that signs in to the running server, once, within ten minutes

Options
  --help    show this

Settings are environment variables, such as POSTMAP_PORT and POSTMAP_DATA_DIR: see the README.

Exit codes: 0 done, 1 failed, 2 wrong use.
`;

const COMMANDS: Readonly<Record<string, () => Promise<number>>> = { serve: main, 'sign-in': printSignInLink };

process.exitCode = await run(process.argv.slice(2));

async function run(args: string[]): Promise<number> {
  const { positionals, values, tokens } = parseArgs({
    args,
    allowPositionals: true,
    strict: false,
    tokens: true,
    options: { help: { type: 'boolean', short: 'h' } },
  });
  if (values.help === true || positionals[0] === 'help') {
    console.log(HELP);
    return 0;
  }
  const unknown = tokens.find((token) => token.kind === 'option' && token.name !== 'help');
  if (unknown?.kind === 'option') return refuse(`There is no option ${unknown.rawName}.`);
  const [name = 'serve', ...rest] = positionals;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) return refuse(`There is no command "${name}": use ${Object.keys(COMMANDS).join(' or ')}.`);
  return rest.length > 0 ? refuse(`"${name}" takes no arguments, but got: ${rest.join(' ')}.`) : command();
}

function refuse(message: string): number {
  console.error(`${message}\nSee: postmap --help`);
  return 2;
}
