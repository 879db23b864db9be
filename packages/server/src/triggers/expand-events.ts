import { invalidField } from '../http/problem-error.ts';

/**
 * `events` at the top level of a trigger's input is short for one route with these events.
 *
 * @throws {ProblemError} `invalid-request` when there are routes too
 */
export function expandEvents(input: unknown): unknown {
  if (typeof input !== 'object' || input === null || !('events' in input)) return input;
  const { events, ...rest } = input;
  if ('routes' in rest)
    throw invalidField('events', 'Give either events, which is short for one route, or routes: not both.');
  return { ...rest, routes: [{ events }] };
}
