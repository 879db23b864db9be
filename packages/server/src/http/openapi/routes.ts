import { Hono } from 'hono';
import type { ServerDeps } from '../../server-deps.ts';
import type { AppEnv } from '../app-env.ts';
import answerExamples from './answer-examples.json' with { type: 'json' };
import { buildDocument } from './build-document.ts';
import { API_NOUNS } from './nouns.ts';

/** `/openapi.json`, open to all: it says what can be asked, and nothing of what is kept here. */
export function openapiRoutes({ instance }: Pick<ServerDeps, 'instance'>) {
  let document: string | undefined;
  return new Hono<AppEnv>().get('/openapi.json', (c) => {
    document ??= buildDocument(API_NOUNS, instance.version, answerExamples);
    return c.body(document, 200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-cache' });
  });
}
