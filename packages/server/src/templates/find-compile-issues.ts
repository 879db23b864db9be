import { compile, TemplateError } from '@postmap/engine';
import type { ProblemIssues } from '../http/problem-error.ts';

/** What keeps an expression or a Handlebars string from being compiled, each at `path` with the character where it stands. */
export function findCompileIssues(path: string, compileIt: () => unknown): ProblemIssues {
  try {
    compileIt();
    return [];
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return error.diagnostics.map(({ message, span }) => ({
      path,
      message: span === undefined ? `${message}.` : `At character ${span.start + 1}: ${message}.`,
    }));
  }
}

/** {@link findCompileIssues} of a JSONata expression. */
export function findExpressionIssues(path: string, source: string): ProblemIssues {
  return findCompileIssues(path, () => compile({ language: 'jsonata', source, format: 'json' }));
}
