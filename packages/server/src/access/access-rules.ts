import type { Role } from '../contract/index.ts';

/**
 * Who may call a route: `open` needs no credential (the route checks its own, or there is nothing to protect); a role lets in itself
 * and those above it; `ingest` lets in ingest keys and the admin.
 */
export type AccessRule = 'open' | Role;

/** Every route of the app; one that is missing here does not start. `ALL` is any method. */
export const ACCESS_RULES: Readonly<Record<string, AccessRule>> = {
  'GET /health/live': 'open',
  'GET /health/ready': 'open',
  'POST /in/:token': 'open',
  'ALL /inbox/:name': 'open',
  'ALL /inbox/:name/*': 'open',
  'GET /sign-in': 'open',

  'GET /api/v1/session': 'viewer',
  'DELETE /api/v1/session': 'viewer',
  'POST /api/v1/sign-in-links': 'admin',
  'GET /api/v1/sessions': 'admin',
  'DELETE /api/v1/sessions': 'admin',
  'DELETE /api/v1/sessions/:id': 'admin',
  'GET /api/v1/audit': 'admin',
  'GET /api/v1/keys': 'admin',
  'POST /api/v1/keys': 'admin',
  'GET /api/v1/keys/:id': 'admin',
  'DELETE /api/v1/keys/:id': 'admin',

  // The token, with which anybody can post events, is masked for viewers.
  'GET /api/v1/feeds': 'viewer',
  'POST /api/v1/feeds': 'editor',
  'GET /api/v1/feeds/:id': 'viewer',
  'PATCH /api/v1/feeds/:id': 'editor',
  'DELETE /api/v1/feeds/:id': 'editor',
  'POST /api/v1/feeds/:id/rotate-token': 'editor',

  'GET /api/v1/customers': 'viewer',
  'POST /api/v1/customers': 'editor',
  'GET /api/v1/customers/:id': 'viewer',
  'PATCH /api/v1/customers/:id': 'editor',
  'DELETE /api/v1/customers/:id': 'editor',

  'GET /api/v1/templates': 'viewer',
  'POST /api/v1/templates': 'editor',
  'GET /api/v1/templates/:id': 'viewer',
  'PATCH /api/v1/templates/:id': 'editor',
  'DELETE /api/v1/templates/:id': 'editor',
  'POST /api/v1/templates/:id/publish': 'editor',
  'GET /api/v1/templates/:id/revisions': 'viewer',
  'GET /api/v1/templates/:id/revisions/:n': 'viewer',
  'POST /api/v1/templates/:id/revisions/:n/restore': 'editor',
  'POST /api/v1/templates/:id/render': 'editor',
  'POST /api/v1/templates/:id/duplicate': 'editor',
  'GET /api/v1/templates/:id/cases': 'viewer',
  'POST /api/v1/templates/:id/cases': 'editor',
  'POST /api/v1/templates/:id/cases/run': 'editor',
  'GET /api/v1/templates/:id/cases/:caseId': 'viewer',
  'PATCH /api/v1/templates/:id/cases/:caseId': 'editor',
  'DELETE /api/v1/templates/:id/cases/:caseId': 'editor',
  'POST /api/v1/render': 'editor',
  'POST /api/v1/partials': 'viewer',

  'GET /api/v1/triggers': 'viewer',
  'POST /api/v1/triggers': 'editor',
  'GET /api/v1/triggers/:id': 'viewer',
  'PATCH /api/v1/triggers/:id': 'editor',
  'DELETE /api/v1/triggers/:id': 'editor',
  'POST /api/v1/triggers/:id/duplicate': 'editor',
  'POST /api/v1/triggers/:id/test': 'editor',
  'POST /api/v1/triggers/:id/activate': 'editor',
  'GET /api/v1/triggers/:id/backfill': 'viewer',
  'POST /api/v1/triggers/:id/pause': 'editor',
  'POST /api/v1/triggers/:id/rotate-secret': 'editor',
  'GET /api/v1/triggers/:id/secret': 'editor',

  'GET /api/v1/samples': 'viewer',
  'POST /api/v1/samples': 'editor',
  'GET /api/v1/samples/:id': 'viewer',
  'PATCH /api/v1/samples/:id': 'editor',
  'DELETE /api/v1/samples/:id': 'editor',
  'GET /api/v1/catalog': 'viewer',
  'POST /api/v1/catalog': 'editor',
  'POST /api/v1/catalog/facts': 'viewer',
  'GET /api/v1/catalog/kinds': 'viewer',
  'POST /api/v1/catalog/kinds': 'editor',
  'GET /api/v1/catalog/kinds/:name': 'viewer',
  'PATCH /api/v1/catalog/kinds/:name': 'editor',
  'DELETE /api/v1/catalog/kinds/:name': 'editor',
  'GET /api/v1/catalog/:name': 'viewer',
  'PATCH /api/v1/catalog/:name': 'editor',
  'DELETE /api/v1/catalog/:name': 'editor',

  'GET /api/v1/events': 'viewer',
  'POST /api/v1/events': 'ingest',
  'POST /api/v1/events/batch': 'ingest',
  'GET /api/v1/events/:id': 'viewer',
  'GET /api/v1/events/:id/matches': 'viewer',
  'GET /api/v1/events/:id/payload': 'admin',

  'GET /api/v1/deliveries': 'viewer',
  'GET /api/v1/deliveries/:id': 'viewer',
  'GET /api/v1/deliveries/:id/body': 'admin',
  'POST /api/v1/deliveries/:id/retry': 'editor',
  'POST /api/v1/deliveries/:id/cancel': 'editor',

  // The password of the mail server is shown to nobody.
  'GET /api/v1/settings': 'viewer',
  'PATCH /api/v1/settings': 'admin',
  'POST /api/v1/settings/smtp/test': 'admin',
  'GET /api/v1/about': 'viewer',

  'GET /api/v1/alerts': 'viewer',
  'GET /api/v1/stats': 'viewer',
  'GET /api/v1/stream': 'viewer',
  'GET /metrics': 'viewer',
  // It says what can be asked, and nothing of what is kept here.
  'GET /openapi.json': 'open',
  // What the inbox took is shown whole, so it is for those who may see what is sent.
  'GET /api/v1/inbox': 'editor',
  'DELETE /api/v1/inbox': 'editor',
};

const RANKS: Readonly<Record<Exclude<Role, 'ingest'>, number>> = { viewer: 1, editor: 2, admin: 3 };

/** Whether a role satisfies a rule. */
export function isAllowed(role: Role, rule: AccessRule): boolean {
  if (rule === 'open') return true;
  if (rule === 'ingest') return role === 'ingest' || role === 'admin';
  return role !== 'ingest' && RANKS[role] >= RANKS[rule];
}
