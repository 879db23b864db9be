import { createMiddleware } from 'hono/factory';
import type { AppEnv } from './app-env.ts';

/** Everything from this server, no evaluation of text. Inline styles only, because the code editor places its lines with them. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "frame-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** The preview worker compiles Handlebars, which makes functions from text; a worker's own response carries its policy. */
const WORKER_SECURITY_POLICY = CONTENT_SECURITY_POLICY.replace("script-src 'self'", "script-src 'self' 'unsafe-eval'");

/** Sets on every answer what browsers need to know to keep the page to itself. */
export function setSecurityHeaders() {
  return createMiddleware<AppEnv>(async (c, next) => {
    await next();
    const isPreviewWorker = /^\/assets\/preview-worker[^/]*\.js$/.test(c.req.path);
    c.header('Content-Security-Policy', isPreviewWorker ? WORKER_SECURITY_POLICY : CONTENT_SECURITY_POLICY);
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('Referrer-Policy', 'no-referrer');
    c.header('Cross-Origin-Opener-Policy', 'same-origin');
    if (c.req.path.startsWith('/api/') && c.res.headers.get('cache-control') === null)
      c.header('Cache-Control', 'no-store');
  });
}
