import { factsSchema } from '../contract/index.ts';
import type { KindEntry, PayloadKind } from '../contract/index.ts';
import type { KindRecord } from './kind-record.ts';
import type { FactName } from './normalise-fact.ts';

/**
 * The payload kinds that come with Postmap as people changed them, then those that people defined. A built-in kind keeps every fact that it
 * comes with; where people wrote another expression for one, theirs is read. So it is too when a newer Postmap brings a kind whose name is in
 * use already: what events gave so far, they go on to give.
 */
export function mergeKinds(shipped: readonly PayloadKind[], records: readonly KindRecord[]): KindEntry[] {
  const changes = new Map(records.map((record) => [record.name, record]));
  const kept = shipped.map(({ name, title, facts }): KindEntry => {
    const change = changes.get(name);
    const merged = { ...facts, ...change?.facts };
    return { name, title, facts: merged, builtIn: true, version: change?.version ?? 0, ownFacts: listNames(change) };
  });
  const builtIn = new Set(shipped.map(({ name }) => name));
  const own = records
    .filter(({ name }) => !builtIn.has(name))
    .map((record): KindEntry => {
      const { name, title, facts, version } = record;
      return { name, title, facts, builtIn: false, version, ownFacts: listNames(record) };
    });
  return [...kept, ...own];
}

function listNames(record: KindRecord | undefined): FactName[] {
  return factsSchema.keyof().options.filter((name) => record?.facts[name] !== undefined);
}
