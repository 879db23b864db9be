import { ProblemError } from './problem-error.ts';

/** A sign-in link that no longer works, for the person who opened it in a browser. */
export function renderSignInProblem({ message }: ProblemError): string {
  const text = message.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
  return `<!doctype html><meta charset="utf-8"><title>Postmap</title><meta name="viewport" content="width=device-width"><p>${text}</p>`;
}
