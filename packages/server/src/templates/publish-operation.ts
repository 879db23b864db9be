import type { Revision } from '../contract/index.ts';
import { checkVersion, listNames } from '../http/change-record.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { ServerDeps } from '../server-deps.ts';
import { linkDraft } from './find-partials.ts';
import { publishTemplate, requireTemplate } from './operations.ts';
import { runTemplateCases } from './run-cases.ts';
import { findTemplateErrors } from './template-problem.ts';

type PublishDeps = Pick<
  ServerDeps,
  'workspace' | 'ledger' | 'builtInSamples' | 'renderPool' | 'caseVerdicts' | 'now' | 'newId'
>;

/**
 * Publishes the draft if all its cases pass, or by `force` whatever they do. They run before the workspace is held, so that others can
 * write meanwhile; a draft that changed in between is a version conflict.
 *
 * @throws {ProblemError} `cases-failed`, with each case and what is wrong; else as {@link publishTemplate}
 */
export async function publishTested(
  deps: PublishDeps,
  publication: { id: string; note: string; force: boolean; version: number | undefined; publishedBy: string },
): Promise<{ revision: Revision; version: number }> {
  const { id, force, ...rest } = publication;
  if (force) return publishTemplate(deps, { id, ...rest });
  const draft = await requireTemplate(deps, id);
  checkVersion(draft, publication.version);
  // A draft with errors fails every case, and is refused for its errors.
  const { template } = await linkDraft({ records: deps.workspace.records, ledger: deps.ledger }, draft);
  if (findTemplateErrors(template).length === 0) await refuseFailingCases(deps, id);
  return publishTemplate(deps, { id, ...rest, version: draft.version });
}

async function refuseFailingCases(deps: PublishDeps, id: string): Promise<void> {
  const { results } = await runTemplateCases(deps, { id, input: {} });
  const failing = results.filter(({ status }) => status === 'failed');
  if (failing.length === 0) return;
  const names = listNames(failing.map(({ name }) => name));
  const count = failing.length === 1 ? 'one case fails' : `${failing.length} cases fail`;
  throw new ProblemError(
    'cases-failed',
    `The draft is not published, because ${count}: ${names}. Mend the template or the cases, or publish with "force": true.`,
    failing.map(({ name, problem }) => ({ path: `cases[${JSON.stringify(name)}]`, message: problem ?? 'It failed' })),
  );
}
