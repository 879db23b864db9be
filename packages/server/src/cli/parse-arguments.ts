import { parseArgs } from 'node:util';
import { findNearestName } from '@postmap/engine';
import type { Command, CommandArguments } from './command.ts';
import { UsageError } from './command-error.ts';

type Options = Command['options'];

/** Reads what follows a command's name. Throws UsageError, with the nearest option for a name that is none. */
export function parseArguments(
  name: string,
  args: string[],
  { options, maxPositionals }: Pick<Command, 'options' | 'maxPositionals'>,
): CommandArguments & { wantsHelp: boolean } {
  const known: Options = { ...options, help: { type: 'boolean', short: 'h', text: 'show this' } };
  const { values, positionals, tokens } = parseArgs({
    args,
    options: Object.fromEntries(
      Object.entries(known).map(([key, { type, short }]) => [key, short === undefined ? { type } : { type, short }]),
    ),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind === 'option') checkOption(token, known);
  }
  const given = {
    wantsHelp: values['help'] === true,
    positionals,
    flag: (key: string) => values[key] === true,
    text: (key: string) => {
      const value = values[key];
      return typeof value === 'string' ? value : undefined;
    },
  };
  if (!given.wantsHelp && positionals.length > maxPositionals)
    throw new UsageError(refuseExtra(name, maxPositionals, positionals));
  return given;
}

function checkOption(
  token: { name: string; rawName: string; value: string | undefined; inlineValue: boolean | undefined },
  known: Options,
): void {
  const option = Object.hasOwn(known, token.name) ? known[token.name] : undefined;
  if (option === undefined) throw new UsageError(`There is no option ${token.rawName}.${suggest(token.name, known)}`);
  if (option.type === 'boolean') {
    if (token.value !== undefined) throw new UsageError(`${token.rawName} takes no value.`);
    return;
  }
  const swallowed = token.inlineValue === false && /^-./.test(token.value ?? '');
  if (token.value === undefined || swallowed)
    throw new UsageError(`${token.rawName} needs a value: ${token.rawName} ${option.value ?? 'VALUE'}.`);
}

function suggest(name: string, known: Options): string {
  const near = findNearestName(name, Object.keys(known));
  return near === undefined ? '' : ` Did you mean --${near}?`;
}

function refuseExtra(name: string, maxPositionals: number, positionals: string[]): string {
  const extra = positionals.slice(maxPositionals).join(' ');
  return maxPositionals === 0
    ? `"${name}" takes no arguments, but got: ${extra}.`
    : `"${name}" takes at most ${maxPositionals} arguments; too many: ${extra}.`;
}
