import { findNearestName } from '@postmap/engine';
import { ConfigError } from '../config.ts';
import { readVersion } from '../read-version.ts';
import { TemplateFileError } from '../template-files/template-file-error.ts';
import { CommandError, UsageError } from './command-error.ts';
import { COMMANDS } from './commands.ts';
import { describeCommand, describeCommands } from './describe-help.ts';
import { EXIT } from './exit-code.ts';
import { parseArguments } from './parse-arguments.ts';
import { print, printError } from './terminal.ts';

/**
 * Runs the command that the arguments name, to its end. What goes wrong is said on standard error.
 *
 * @param args of the command line, without the program itself
 * @returns the exit code
 */
export async function runCommandLine(args: string[]): Promise<number> {
  // What reads the output may stop reading (`| head`): that is no failure of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  try {
    return await run(args);
  } catch (error) {
    printError(error instanceof Error ? error.message : String(error));
    if (error instanceof UsageError) {
      const name = COMMANDS.find((command) => command.name === args[0])?.name;
      printError(`See: postmap ${name === undefined ? '' : `${name} `}--help`);
    }
    if (error instanceof CommandError) return error.exitCode;
    return error instanceof ConfigError || error instanceof TemplateFileError ? EXIT.wrongUse : EXIT.failed;
  }
}

async function run(args: string[]): Promise<number> {
  const [first = 'serve', ...rest] = args;
  if (first === 'help' || first === '--help' || first === '-h') return await showHelp(rest[0]);
  if (first === '--version') {
    print(await readVersion());
    return EXIT.done;
  }
  if (first.startsWith('-')) throw new UsageError(`There is no option ${first} before a command.${suggest(first)}`);
  const command = await findCommand(first);
  const given = parseArguments(first, rest, command);
  if (given.wantsHelp) return await showHelp(first);
  return await command.run(given);
}

async function showHelp(name: string | undefined): Promise<number> {
  const text = name === undefined ? describeCommands(COMMANDS) : describeCommand(await findCommand(name));
  process.stdout.write(text);
  return EXIT.done;
}

async function findCommand(name: string) {
  const entry = COMMANDS.find((command) => command.name === name);
  if (entry === undefined) throw new UsageError(`There is no command "${name}".${suggest(name)}`);
  return await entry.load();
}

function suggest(name: string): string {
  const names = COMMANDS.map((command) => command.name);
  const near = findNearestName(name.replace(/^-+/, ''), names);
  return near === undefined ? ` Use one of: ${names.join(', ')}.` : ` Did you mean "${near}"?`;
}
