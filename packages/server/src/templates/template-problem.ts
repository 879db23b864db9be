import { analyse, compile, TemplateError } from '@postmap/engine';
import type { Diagnostic, Template } from '@postmap/engine';
import { ProblemError } from '../http/problem-error.ts';

/** Where an offset lies, both from 1, columns in UTF-16 units. */
function locate(source: string, offset: number): string {
  const before = source.slice(0, offset).split('\n');
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}

/** The errors that keep a template from running on any payload; empty when it can be published. */
export function findTemplateErrors(template: Template): Diagnostic[] {
  const errors = analyse(template).filter(({ severity }) => severity === 'error');
  if (errors.length > 0) return errors;
  try {
    compile(template);
    return [];
  } catch (error) {
    if (error instanceof TemplateError) return error.diagnostics;
    throw error;
  }
}

/**
 * The problem for a template with errors: each with its place as `source:line:column`.
 *
 * @param doing what could not be done, such as "be published"
 */
export function describeTemplateErrors(template: Template, errors: readonly Diagnostic[], doing: string): ProblemError {
  const issues = errors.map(({ message, span, fix }) => ({
    path: span === undefined ? 'source' : `source:${locate(template.source, span.start)}`,
    message,
    ...(fix === undefined ? {} : { fix }),
  }));
  const [first] = issues;
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
  return new ProblemError(
    'invalid-template',
    `The template cannot ${doing}: ${first?.path}: ${first?.message}${more}.`,
    issues,
  );
}
