import { TemplateError } from '@postmap/engine';
import type { ProblemIssues } from '../http/problem-error.ts';

/** What keeps a template or a Handlebars string of a trigger from being compiled, each at `path`. */
export function catchTemplateError(path: string, compileIt: () => unknown): ProblemIssues {
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
