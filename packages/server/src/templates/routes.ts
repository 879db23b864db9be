import { Hono } from 'hono';
import { z } from 'zod';
import {
  pageQuerySchema,
  partialsInputSchema,
  publishInputSchema,
  renderInputSchema,
  renderTemplateInputSchema,
  templateInputSchema,
} from '../contract/index.ts';
import { answerVersioned } from '../http/answer.ts';
import type { AppEnv } from '../http/app-env.ts';
import { parseInput } from '../http/parse-input.ts';
import { readBody, readIfMatch, readJson, readQuery } from '../http/read-request.ts';
import type { ServerDeps } from '../server-deps.ts';
import {
  changeTemplate,
  createTemplate,
  deleteTemplate,
  getRevision,
  getTemplate,
  listRevisions,
  listTemplates,
  restoreRevision,
} from './operations.ts';
import { publishTested } from './publish-operation.ts';
import { readPartials, renderOnce, renderTemplate } from './render-operations.ts';

const revisionParamSchema = z.object({ revision: z.coerce.number('Use a revision number, from 1').int().min(1) });

/** Under `/api/v1/templates`. */
export function templateRoutes(deps: ServerDeps) {
  return new Hono<AppEnv>()
    .get('/', async (c) => c.json(await listTemplates(deps, readQuery(c, pageQuerySchema))))
    .post('/', async (c) => answerVersioned(c, await createTemplate(deps, await readBody(c, templateInputSchema)), 201))
    .get('/:id', async (c) => answerVersioned(c, await getTemplate(deps, c.req.param('id'))))
    .patch('/:id', async (c) => {
      const change = { id: c.req.param('id'), patch: await readJson(c), version: readIfMatch(c) };
      return answerVersioned(c, await changeTemplate(deps, change));
    })
    .delete('/:id', async (c) => {
      await deleteTemplate(deps, c.req.param('id'));
      return c.body(null, 204);
    })
    .post('/:id/publish', async (c) => {
      const { note, force } = await readBody(c, publishInputSchema);
      const publishedBy = c.get('principal').name;
      const { revision, version } = await publishTested(deps, {
        id: c.req.param('id'),
        note,
        force,
        version: readIfMatch(c),
        publishedBy,
      });
      c.header('ETag', `"${version}"`);
      return c.json(revision, 201);
    })
    .get('/:id/revisions', async (c) =>
      c.json(await listRevisions(deps, c.req.param('id'), readQuery(c, pageQuerySchema))),
    )
    .get('/:id/revisions/:n', async (c) =>
      c.json(await getRevision(deps, c.req.param('id'), readRevision(c.req.param('n')))),
    )
    .post('/:id/revisions/:n/restore', async (c) => {
      const number = readRevision(c.req.param('n'));
      return answerVersioned(
        c,
        await restoreRevision(deps, { id: c.req.param('id'), number, version: readIfMatch(c) }),
      );
    })
    .post('/:id/render', async (c) => {
      const input = await readBody(c, renderTemplateInputSchema);
      return c.json(await renderTemplate(deps, { id: c.req.param('id'), input, principal: c.get('principal') }));
    });
}

/** Under `/api/v1`. */
export function renderRoutes(deps: ServerDeps) {
  return new Hono<AppEnv>()
    .post('/render', async (c) => c.json(await renderOnce(deps, await readBody(c, renderInputSchema))))
    .post('/partials', async (c) => c.json(await readPartials(deps, await readBody(c, partialsInputSchema))));
}

function readRevision(text: string): number {
  return parseInput(revisionParamSchema, { revision: text }).revision;
}
