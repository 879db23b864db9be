import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import type { Context, MiddlewareHandler } from 'hono';
import type { AppEnv } from './app-env.ts';

const NOT_BUILT =
  '<!doctype html><meta charset="utf-8"><title>Postmap</title><p>The page has not been built yet: run <code>npm start</code>, or <code>npm run build -w @postmap/mapper-ui</code>. The API answers under /api/v1.</p>';

/** Answers with a file of the built page; undefined for a path that is none of its own. */
export type PageFiles = (c: Context<AppEnv>) => Promise<Response | undefined>;

/**
 * Serves the page: files as they are, `index.html` for every other path, as the page has its own router. Files under `assets/` have
 * their hash in their names, so they never change. Where the build put a compressed file beside one (`.br`, `.gz`), that is sent to those
 * who take it (RFC 9110 §12.5.3). Answers of the API are sent as they are: on the machine itself that is fastest, and for anywhere else
 * there is a proxy in front, which encrypts and may compress.
 */
export function createPageFiles(folder: string): PageFiles {
  const open = (options: { path?: string }): MiddlewareHandler<AppEnv> =>
    serveStatic<AppEnv>({
      root: folder,
      ...options,
      precompressed: true,
      onFound: (path, c) => {
        c.header('Vary', 'Accept-Encoding');
        const fixed = path.startsWith(join(folder, 'assets'));
        c.header('Cache-Control', fixed ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  let handlers: { file: MiddlewareHandler<AppEnv>; index: MiddlewareHandler<AppEnv> } | undefined;

  return async (c) => {
    if (/^\/(?:api|in|health)(?:\/|$)/.test(c.req.path)) return undefined;
    if (handlers === undefined) {
      if (!existsSync(join(folder, 'index.html'))) return c.html(NOT_BUILT, 503);
      handlers = { file: open({}), index: open({ path: 'index.html' }) };
    }
    const file = await answerOf(handlers.file, c);
    if (file !== undefined || /^\/assets\/|\.\w+$/.test(c.req.path)) return file;
    return answerOf(handlers.index, c);
  };
}

async function answerOf(handler: MiddlewareHandler<AppEnv>, c: Context<AppEnv>): Promise<Response | undefined> {
  const response = await handler(c, async () => undefined);
  return response instanceof Response ? response : undefined;
}
