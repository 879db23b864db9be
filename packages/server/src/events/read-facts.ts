import type { Catalog } from '../catalog/catalog.ts';
import type { Facts } from '../contract/index.ts';
import { readInstant } from './read-instant.ts';

export interface FactsRequest {
  catalog: Catalog;
  /** The payload kind of the event's type; null for a type that the catalog does not have. */
  kind: string | null;
  payload: unknown;
  /** What the envelope states; wins over what the kind's expressions find. */
  stated: Facts;
  /** IANA zone of times that name none. */
  timeZone: string;
}

/** What is known about an event; `occurredAt` is UTC in ISO 8601. What cannot be read is left out, with a warning. */
export async function readFacts(request: FactsRequest): Promise<{ facts: Facts; warnings: string[] }> {
  const { catalog, kind, payload } = request;
  const extracted = kind === null ? { facts: {}, warnings: [] } : await catalog.extractFacts(kind, payload);
  const { occurredAt, ...facts }: Facts = { ...extracted.facts, ...request.stated };
  if (occurredAt === undefined) return { facts, warnings: extracted.warnings };
  const read = readInstant(occurredAt, request.timeZone);
  if (read.kind === 'instant') return { facts: { ...facts, occurredAt: read.iso }, warnings: extracted.warnings };
  if (read.kind === 'nothing') return { facts, warnings: extracted.warnings };
  const warning = `The fact occurredAt is left out: "${occurredAt.slice(0, 60)}" is not a date and time such as "2021-04-15 11:13:33"`;
  return { facts, warnings: [...extracted.warnings, warning] };
}
