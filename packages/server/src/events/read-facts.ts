import type { Catalog } from '../catalog/catalog.ts';
import { gatherFacts } from '../catalog/gather-facts.ts';
import type { FactName } from '../catalog/normalise-fact.ts';
import type { Facts, FoundFacts } from '../contract/index.ts';
import type { RenderPool } from '../rendering/render-pool.ts';
import { readInstant } from './read-instant.ts';

export interface FactParts {
  catalog: Pick<Catalog, 'extractFacts' | 'listOwnFacts'>;
  pool: Pick<RenderPool, 'checkConditions'>;
}

export interface FactsRequest {
  /** The payload kind of the event's type; null for a type that the catalog does not have. */
  kind: string | null;
  payload: unknown;
  /** The payload as text, for expressions that are asked in a process of their own. */
  text: string;
  /** What the envelope states; wins over what the kind's expressions find. */
  stated: Facts;
  /** IANA zone of times that name none. */
  timeZone: string;
}

/** What is known about an event; `occurredAt` is UTC in ISO 8601. What cannot be read is left out, with a warning. */
export async function readFacts(parts: FactParts, request: FactsRequest): Promise<FoundFacts> {
  const extracted = request.kind === null ? NOTHING : await readKindFacts(parts, request.kind, request);
  const { occurredAt, ...facts }: Facts = { ...extracted.facts, ...request.stated };
  if (occurredAt === undefined) return { facts, warnings: extracted.warnings };
  const read = readInstant(occurredAt, request.timeZone);
  if (read.kind === 'instant') return { facts: { ...facts, occurredAt: read.iso }, warnings: extracted.warnings };
  if (read.kind === 'nothing') return { facts, warnings: extracted.warnings };
  const warning = `The fact occurredAt is left out: "${occurredAt.slice(0, 60)}" is not a date and time such as "2021-04-15 11:13:33"`;
  return { facts, warnings: [...extracted.warnings, warning] };
}

const NOTHING: FoundFacts = { facts: {}, warnings: [] };

/** Expressions that come with Postmap are trusted and asked here; those that people wrote are asked where they can be killed. */
async function readKindFacts(
  { catalog, pool }: FactParts,
  kind: string,
  { payload, text }: Pick<FactsRequest, 'payload' | 'text'>,
): Promise<FoundFacts> {
  const shipped = await catalog.extractFacts(kind, payload);
  const own = catalog.listOwnFacts(kind);
  if (own.length === 0) return shipped;
  const outcomes = await pool.checkConditions(
    text,
    own.map(({ source }) => ({ source, context: {}, asks: 'value' })),
  );
  const values = new Map<FactName, unknown>();
  const failures = new Map<FactName, string>();
  for (const [index, outcome] of outcomes.entries()) {
    const name = own[index]?.name;
    if (name === undefined) continue;
    if (outcome.kind === 'answered') values.set(name, outcome.value);
    else failures.set(name, outcome.diagnostics[0]?.message ?? 'its expression failed');
  }
  const written = gatherFacts({ values, failures });
  return { facts: { ...shipped.facts, ...written.facts }, warnings: [...shipped.warnings, ...written.warnings] };
}
