import { compileString } from '@postmap/engine';
import type { Catalog } from '../catalog/catalog.ts';
import type { Destination, Route, TriggerInput } from '../contract/index.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { ProblemIssues } from '../http/problem-error.ts';
import { checkHeader } from '../outbound/header-rules.ts';
import { checkTargetUrl, checkUrlTemplate } from '../outbound/target-url.ts';
import type { ServerDeps } from '../server-deps.ts';
import type { WorkspaceReader } from '../storage/workspace/workspace.ts';
import { findCompileIssues, findExpressionIssues } from '../templates/find-compile-issues.ts';
import { checkEmail } from './check-email.ts';
import { checkTiming } from './check-timing.ts';
import { refuseFormat } from './refuse-format.ts';

interface CheckParts {
  reads: Pick<WorkspaceReader, 'customers' | 'templates' | 'feeds'>;
  ledger: ServerDeps['ledger'];
  catalog: Catalog;
}

/**
 * Checks what a schema cannot: that what the trigger names exists, and that its URL, headers and filters can work. The answer has the
 * event types under the catalog's own names.
 *
 * @throws {ProblemError} `invalid-request` naming each place
 */
export async function checkTrigger(parts: CheckParts, input: TriggerInput): Promise<TriggerInput> {
  const { routes, issues } = checkRoutes(input.routes, parts.catalog);
  const errors = [
    ...(await checkReferences(parts, input)),
    ...(await checkFeeds(parts, input.routes)),
    ...issues,
    ...checkDestination(input.destination),
    ...checkTokenUrl(input.destination),
    ...checkTiming(input),
  ];
  const [first] = errors;
  if (first === undefined) return { ...input, routes };
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  throw new ProblemError('invalid-request', `${first.path}: ${first.message}${more}`, errors);
}

async function checkReferences({ reads, ledger }: CheckParts, input: TriggerInput): Promise<ProblemIssues> {
  const { customerId, templateId, revision, destination } = input;
  const errors: ProblemIssues = [];
  if ((await reads.customers.get(customerId)) === undefined) {
    errors.push({ path: 'customerId', message: `There is no customer ${JSON.stringify(customerId)}.` });
  }
  if (templateId === null) return errors;
  const template = await reads.templates.get(templateId);
  if (template === undefined)
    return [...errors, { path: 'templateId', message: `There is no template ${JSON.stringify(templateId)}.` }];
  const number = revision === 'published' ? template.published?.revision : revision;
  const pinned = number === undefined ? undefined : await ledger.revisions.get(templateId, number);
  if (revision !== 'published' && pinned === undefined) {
    errors.push({
      path: 'revision',
      message: `The template ${JSON.stringify(template.name)} has no revision ${revision}.`,
    });
  }
  const refusal = refuseFormat(destination, (pinned ?? template).format);
  return refusal === null ? errors : [...errors, refusal];
}

async function checkFeeds({ reads }: CheckParts, routes: readonly Route[]): Promise<ProblemIssues> {
  if (routes.every(({ feedIds }) => feedIds === undefined)) return [];
  const known = new Set((await reads.feeds.list()).map(({ id }) => id));
  return routes.flatMap(({ feedIds = [] }, at) =>
    feedIds.flatMap((id, index) =>
      known.has(id)
        ? []
        : [{ path: `routes[${at}].feedIds[${index}]`, message: `There is no feed ${JSON.stringify(id)}.` }],
    ),
  );
}

function checkRoutes(routes: readonly Route[], catalog: Catalog): { routes: Route[]; issues: ProblemIssues } {
  const issues: ProblemIssues = [];
  const checked = routes.map((route, at) => {
    if (route.filter !== undefined) issues.push(...checkFilter(route.filter, `routes[${at}].filter`));
    const events = route.events.map((name, index) => {
      const type = catalog.resolve(name);
      if (type === undefined)
        issues.push({ path: `routes[${at}].events[${index}]`, message: describeUnknownEvent(name, catalog) });
      return type?.name ?? name;
    });
    return { ...route, events: [...new Set(events)] };
  });
  return { routes: checked, issues };
}

function describeUnknownEvent(name: string, catalog: Catalog): string {
  const near = catalog.suggest(name);
  const hint = near === undefined ? 'see GET /api/v1/catalog for the names' : `did you mean ${JSON.stringify(near)}?`;
  return `The catalog has no event ${JSON.stringify(name)}: ${hint}`;
}

function checkFilter(source: string, path: string): ProblemIssues {
  return findExpressionIssues(path, source);
}

function checkDestination(destination: Destination): ProblemIssues {
  if (destination.kind === 'email') return checkEmail(destination);
  const { url, headers } = destination;
  const problem = checkUrlTemplate(url);
  const errors =
    problem === null
      ? findCompileIssues('destination.url', () => compileString(url, 'percent'))
      : [{ path: 'destination.url', message: problem }];
  return [
    ...errors,
    ...headers.flatMap(({ name, value, secret }, index) => checkHeaderInput(name, value, secret, index)),
  ];
}

/** Nothing is inserted into it: it is a URL as it is. */
function checkTokenUrl(destination: Destination): ProblemIssues {
  if (destination.kind !== 'url' || destination.auth.kind !== 'oauth2') return [];
  const verdict = checkTargetUrl(destination.auth.tokenUrl);
  return verdict.ok ? [] : [{ path: 'destination.auth.tokenUrl', message: verdict.message }];
}

function checkHeaderInput(name: string, value: string, secret: boolean, index: number): ProblemIssues {
  const path = `destination.headers[${index}]`;
  // A secret's value is looked at where it is sealed: here it may be the mask of a stored one.
  const problem = checkHeader(name, secret ? '' : value);
  if (problem !== null)
    return [{ path: `${path}.${checkHeader(name, '') === null ? 'value' : 'name'}`, message: problem }];
  return secret ? [] : findCompileIssues(`${path}.value`, () => compileString(value, 'none'));
}
