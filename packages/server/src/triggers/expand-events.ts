import { invalidField, ProblemError } from '../http/problem-error.ts';

/**
 * `events` at the top level of a trigger's input is short for one route with these events: gives the operation the input with the route,
 * and names what it finds wrong in them as the input has it, `events[0]`.
 *
 * @throws {ProblemError} `invalid-request` when there are routes too
 */
export async function expandEvents<T>(input: unknown, run: (expanded: unknown) => Promise<T>): Promise<T> {
  if (typeof input !== 'object' || input === null || !('events' in input)) return await run(input);
  const { events, ...rest } = input;
  if ('routes' in rest)
    throw invalidField('events', 'Give either events, which is short for one route, or routes: not both.');
  try {
    return await run({ ...rest, routes: [{ events }] });
  } catch (error) {
    throw error instanceof ProblemError ? nameAsGiven(error) : error;
  }
}

function nameAsGiven({ code, message, errors }: ProblemError): ProblemError {
  return new ProblemError(
    code,
    shorten(message),
    errors?.map((issue) => ({ ...issue, path: shorten(issue.path) })),
  );
}

function shorten(text: string): string {
  return text.replace(/^routes\[0\]\.events/, 'events');
}
