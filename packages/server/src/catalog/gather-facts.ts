import type { Facts, FoundFacts } from '../contract/index.ts';
import type { Readings } from './expression-set.ts';
import { normaliseFact } from './normalise-fact.ts';
import type { FactName } from './normalise-fact.ts';

/** What expressions gave, as facts. One that cannot be read is a warning, so that no event is lost for it. */
export function gatherFacts({ values, failures }: Readings<FactName>): FoundFacts {
  const problems = [...failures].map(([name, message]) => `${name} is left out: ${message}`);
  const facts: Facts = {};
  for (const [name, value] of values) {
    const normal = normaliseFact(name, value);
    if (normal.kind === 'fact') Object.assign(facts, normal.facts);
    if (normal.kind === 'problem') problems.push(`${name} is left out: its expression gave ${normal.problem}`);
  }
  return { facts, warnings: problems.map((problem) => `The fact ${problem}`) };
}
