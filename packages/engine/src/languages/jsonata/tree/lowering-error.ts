/** Thrown within lowering only: a tree that parses but has no meaning. */
export class LoweringError extends Error {
  override readonly name = 'LoweringError';
  readonly code: string;
  /** The end of a token, where it is known. */
  readonly position: number | undefined;

  constructor(code: string, message: string, position?: number) {
    super(message);
    this.code = code;
    this.position = position;
  }
}
