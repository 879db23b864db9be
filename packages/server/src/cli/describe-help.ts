import type { Command } from './command.ts';
import type { CommandEntry } from './commands.ts';
import { EXIT_CODES_TEXT } from './exit-code.ts';

const EXIT_CODES = `Exit codes: ${EXIT_CODES_TEXT}.\n`;

/** The page of `postmap --help`. */
export function describeCommands(commands: readonly CommandEntry[]): string {
  const rows = commands.map(({ name, summary }): [string, string] => [name, summary]);
  return [
    'Usage: postmap [command] [options]\n',
    `Commands\n${layOut(rows)}`,
    `Options\n${layOut([
      ['--help', 'show this, or with a command its own help'],
      ['--version', 'print the version'],
    ])}`,
    'Settings are environment variables, such as POSTMAP_PORT and POSTMAP_DATA_DIR: see the README.\n',
    EXIT_CODES,
  ].join('\n');
}

/** The page of `postmap <command> --help`. */
export function describeCommand({ usage, about, options, examples }: Command): string {
  const rows = Object.entries(options).map(([name, { short, value, text }]): [string, string] => [
    `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`,
    text,
  ]);
  return [
    `Usage: postmap ${usage}\n`,
    `${about}\n`,
    `Options\n${layOut([...rows, ['--help', 'show this']])}`,
    `Examples\n${examples.map((example) => `  postmap ${example}\n`).join('')}`,
    EXIT_CODES,
  ].join('\n');
}

function layOut(rows: readonly [string, string][]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}   ${right}\n`).join('');
}
