import { compile, TemplateError } from '@postmap/engine';
import type { ProblemIssues } from '../http/problem-error.ts';

/** What keeps a JSONata expression from being compiled, each at `path` with the character where it stands. */
export function checkExpression(path: string, source: string): ProblemIssues {
  try {
    compile({ language: 'jsonata', source, format: 'json' });
    return [];
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return error.diagnostics.map(({ message, span }) => ({
      path,
      message: span === undefined ? `${message}.` : `At character ${span.start + 1}: ${message}.`,
    }));
  }
}
