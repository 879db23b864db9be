import type { Catalog } from '../catalog/catalog.ts';
import { warnUndecided } from '../catalog/derivation.ts';
import type { DerivedTypes } from '../catalog/derivation.ts';
import type { RenderPool } from '../rendering/render-pool.ts';
import { buildEventContext } from './build-context.ts';
import type { EventRecord } from './event-store.ts';

interface DerivationRequest {
  /** The type that the event came as. */
  typeName: string;
  event: Pick<EventRecord, 'id' | 'facts' | 'receivedAt'>;
  payload: unknown;
  /** The payload as text, for conditions that are asked in a process of their own. */
  text: string;
}

/** The enabled types that an event is beside its own, each by its `when`. What cannot be decided is left out, with a warning. */
export async function deriveTypes(
  {
    catalog,
    pool,
  }: { catalog: Pick<Catalog, 'derive' | 'listOwnConditions'>; pool: Pick<RenderPool, 'checkConditions'> },
  { typeName, event, payload, text }: DerivationRequest,
): Promise<DerivedTypes> {
  const { types, warnings } = await catalog.derive(typeName, payload);
  const own = catalog.listOwnConditions(typeName);
  if (own.length === 0) return { types, warnings };
  const context = { event: buildEventContext(event, typeName) };
  const outcomes = await pool.checkConditions(
    text,
    own.map(({ source }) => ({ source, context })),
  );
  for (const [index, outcome] of outcomes.entries()) {
    const condition = own[index];
    if (condition === undefined) continue;
    if (outcome.kind === 'failed')
      warnings.push(warnUndecided(condition.type, outcome.diagnostics[0]?.message ?? 'its condition failed'));
    else if (outcome.holds) types.push(condition.type);
  }
  return { types, warnings };
}
