import { Hono } from 'hono';
import { testMailInputSchema } from '../contract/index.ts';
import { answerVersioned } from '../http/answer.ts';
import type { AppEnv } from '../http/app-env.ts';
import { readBody, readIfMatch, readJson } from '../http/read-request.ts';
import type { ServerDeps } from '../server-deps.ts';
import { changeSettings, getSettings } from './operations.ts';
import { sendTestMail } from './test-mail.ts';

/** Under `/api/v1/settings`. */
export function settingsRoutes(deps: ServerDeps) {
  return new Hono<AppEnv>()
    .get('/', async (c) => answerVersioned(c, await getSettings(deps)))
    .patch('/', async (c) => {
      const change = { patch: await readJson(c), version: readIfMatch(c) };
      return answerVersioned(c, await changeSettings(deps, change, c.get('principal')));
    })
    .post('/smtp/test', async (c) => {
      const input = await readBody(c, testMailInputSchema);
      return c.json(await sendTestMail(deps, input, c.get('principal')));
    });
}
