import type { TemplateResource } from '../contract/index.ts';
import { beginRecord } from '../http/change-record.ts';
import { notFound } from '../http/problem-error.ts';
import { copyName } from '../ids/copy-name.ts';
import type { ServerDeps } from '../server-deps.ts';
import { findCases } from './case-operations.ts';
import { getTemplate } from './operations.ts';

/** A new template with the draft and the cases of another, not published; unless named, it is called "… copy", with a number from 2. */
export async function duplicateTemplate(
  deps: Pick<ServerDeps, 'workspace' | 'ledger' | 'caseVerdicts' | 'now' | 'newId'>,
  { id, name }: { id: string; name: string | undefined },
): Promise<TemplateResource> {
  const { now, newId } = deps;
  const copyId = newId('tpl');
  await deps.workspace.write(async (writer) => {
    const original = await writer.templates.get(id);
    if (original === undefined) throw notFound('template', id);
    const names = (await writer.templates.list()).map((template) => template.name);
    const copy = { ...original, ...beginRecord(copyId, now()), name: name ?? copyName(original.name, names) };
    await writer.templates.put({ ...copy, published: null });
    for (const one of await findCases(writer, id))
      await writer.cases.put({ ...one, ...beginRecord(newId('case'), now()), templateId: copyId });
  });
  return getTemplate(deps, copyId);
}
