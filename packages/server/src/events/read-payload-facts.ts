import type { FoundFacts } from '../contract/index.ts';
import { readFacts } from './read-facts.ts';
import type { FactParts, FactsRequest } from './read-facts.ts';
import { recogniseEnvelope } from './recognise-envelope.ts';

/** The facts that an event with this payload would have if it came now, by a feed in UTC. */
export function readPayloadFacts(
  parts: FactParts,
  request: Pick<FactsRequest, 'kind' | 'payload' | 'text'>,
): Promise<FoundFacts> {
  const recognition = recogniseEnvelope(request.payload);
  const stated = recognition.kind === 'recognised' ? recognition.event.facts : {};
  return readFacts(parts, { ...request, stated, timeZone: 'UTC' });
}
