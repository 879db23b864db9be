import { Hono } from 'hono';
import { caseInputSchema, duplicateInputSchema, pageQuerySchema, runCasesInputSchema } from '../contract/index.ts';
import { answerVersioned } from '../http/answer.ts';
import type { AppEnv } from '../http/app-env.ts';
import { readBody, readIfMatch, readJson, readParam, readQuery } from '../http/read-request.ts';
import type { ServerDeps } from '../server-deps.ts';
import { changeCase, createCase, deleteCase, getCase, listCases } from './case-operations.ts';
import { duplicateTemplate } from './duplicate-template.ts';
import { runTemplateCases } from './run-cases.ts';

/** Under `/api/v1/templates`. */
export function caseRoutes(deps: ServerDeps) {
  return new Hono<AppEnv>()
    .post('/:id/duplicate', async (c) => {
      const { name } = await readBody(c, duplicateInputSchema);
      return answerVersioned(c, await duplicateTemplate(deps, { id: c.req.param('id'), name }), 201);
    })
    .get('/:id/cases', async (c) => c.json(await listCases(deps, c.req.param('id'), readQuery(c, pageQuerySchema))))
    .post('/:id/cases', async (c) => {
      const input = await readBody(c, caseInputSchema);
      return answerVersioned(c, await createCase(deps, { templateId: c.req.param('id'), input }), 201);
    })
    .post('/:id/cases/run', async (c) => {
      const input = await readBody(c, runCasesInputSchema);
      return c.json(await runTemplateCases(deps, { id: c.req.param('id'), input }));
    })
    .get('/:id/cases/:caseId', async (c) => answerVersioned(c, await getCase(deps, readPlace(c))))
    .patch('/:id/cases/:caseId', async (c) => {
      const change = { ...readPlace(c), patch: await readJson(c), version: readIfMatch(c) };
      return answerVersioned(c, await changeCase(deps, change));
    })
    .delete('/:id/cases/:caseId', async (c) => {
      await deleteCase(deps, readPlace(c));
      return c.body(null, 204);
    });
}

function readPlace(c: Parameters<typeof readParam>[0]): { templateId: string; caseId: string } {
  return { templateId: readParam(c, 'id'), caseId: readParam(c, 'caseId') };
}
