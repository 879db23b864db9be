import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  acceptProposals,
  applyEdits,
  autoMap,
  compile,
  inferShape,
  readTarget,
  removeExtraRows,
} from '@postmap/engine';
import { describe, expect, test } from 'vitest';
import { writeStarter } from '../../packages/mapper-ui/src/core/mapper/starter-template.ts';
import { formatCaseFile, parseCaseFile, requireSection } from '../support/case-file.ts';
import type { CaseSections } from '../support/case-file.ts';

const folder = join(import.meta.dirname, 'auto-map');
const samples = join(import.meta.dirname, '../../samples/payloads');

/**
 * A case has a payload (`payload.json`, or the name of a sample in `payload`), a target that is a sample output, and the source to begin with: without
 * one it is what a new template for the payload begins with. Told are the proposals, the source with all of them accepted and without the rows that the
 * target does not have, and where what it then gives is not what the target has.
 */
describe('auto-map cases', () => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.case'));

  test('there are cases to run', () => {
    expect(files.length).toBeGreaterThan(5);
  });

  test.each(files)('%s', async (name) => {
    const path = join(folder, name);
    const sections = parseCaseFile(readFileSync(path, 'utf8'));
    const actual = await runCase(sections);
    if (process.env.UPDATE_CASES === '1') writeFileSync(path, formatCaseFile(actual));
    expect(formatCaseFile(actual)).toBe(readFileSync(path, 'utf8'));
  });
});

async function runCase(sections: CaseSections): Promise<CaseSections> {
  const sample = sections.get('payload');
  const payload: unknown = JSON.parse(
    sample === undefined
      ? requireSection(sections, 'payload.json')
      : readFileSync(join(samples, `${sample.trim()}.json`), 'utf8'),
  );
  const shape = inferShape([payload]);
  const wanted: unknown = JSON.parse(requireSection(sections, 'target.json'));
  const target = readTarget({ kind: 'sample', value: wanted });
  const begun = sections.get('source') ?? writeStarter('jsonata', 'json', payload);
  const proposals = autoMap(begun, shape, target);
  const table = proposals.map(({ targetPointer, score, why, text }) => {
    const written = text.replaceAll(/\s+/g, ' ');
    return `${targetPointer} · ${score.toFixed(2)} · ${why}\n  ${written}\n`;
  });
  const { source: mapped, left } = acceptProposals(begun, proposals, { shape });
  expect(left).toEqual([]);
  const source = applyEdits(mapped, removeExtraRows(mapped, target, { shape }).edits);
  const output = await compile({ language: 'jsonata', source, format: 'json' }).evaluate(payload);
  return new Map([
    ...sections,
    ['proposals', table.join('')],
    ['result', `${source.trimEnd()}\n`],
    ['other than the target', listDifferences(wanted, output, '').join('')],
  ]);
}

function listDifferences(wanted: unknown, given: unknown, at: string): string[] {
  const isNested = typeof wanted === 'object' && wanted !== null && typeof given === 'object' && given !== null;
  if (!isNested) return wanted === given ? [] : [`${at}: ${tell(wanted)}, given ${tell(given)}\n`];
  const fields = new Map(Object.entries(given));
  return Object.entries(wanted).flatMap(([name, value]) => listDifferences(value, fields.get(name), `${at}/${name}`));
}

function tell(value: unknown): string {
  return JSON.stringify(value) ?? 'nothing';
}
