import { EXIT } from './exit-code.ts';

/** Ends a command with a message for people and an exit code. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly exitCode: number;

  constructor(message: string, exitCode: number = EXIT.failed, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}

/** Arguments that cannot be used; people are pointed to the command's help. */
export class UsageError extends CommandError {
  constructor(message: string) {
    super(message, EXIT.wrongUse);
  }
}
