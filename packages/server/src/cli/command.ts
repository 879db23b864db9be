/** One option of a command, as `node:util` parseArgs takes it and as help shows it. */
export interface CommandOption {
  type: 'string' | 'boolean';
  short?: string;
  /** What stands for the value in help, such as `FILE`. */
  value?: string;
  text: string;
}

/** What was given to a command, checked against its options. */
export interface CommandArguments {
  /** Undefined when the option was not given. */
  text(name: string): string | undefined;
  flag(name: string): boolean;
  positionals: string[];
}

/** A command of the command line: one file each. */
export interface Command {
  /** After `postmap`, such as `test [DIR…]`. */
  usage: string;
  /** Paragraphs under the usage line. */
  about: string;
  options: Readonly<Record<string, CommandOption>>;
  /** How many arguments that are no options it takes. */
  maxPositionals: number;
  examples: readonly string[];
  /** Resolves with the exit code; rejects for wrong use and failures with what people are told. */
  run(given: CommandArguments): Promise<number>;
}

export const JSON_OPTION: CommandOption = { type: 'boolean', text: 'print one JSON document, for programs' };
