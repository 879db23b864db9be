import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyEdits, compile, edit, inferShape, project } from '@postmap/engine';
import type { Action, Projection, Row, Shape } from '@postmap/engine';
import { describe, expect, test } from 'vitest';
import { formatCaseFile, parseCaseFile, requireSection } from '../../support/case-file.ts';
import type { CaseSections } from '../../support/case-file.ts';

const samples = join(import.meta.dirname, '../../../samples/payloads');

/**
 * A case has a JSONata source and the payload that it is for (`payload.json`, or the name of a sample in `payload`). Under
 * `projection` its rows and links are told; under `edits` actions, one JSON object a line, what the source is after them, and
 * what it gives. An action that is refused is followed by the reason.
 */
describe.each(['projection', 'edits'] as const)('%s cases', (kind) => {
  const folder = join(import.meta.dirname, kind);
  const files = readdirSync(folder).filter((name) => name.endsWith('.case'));

  test('there are cases to run', () => {
    expect(files.length).toBeGreaterThan(10);
  });

  test.each(files)('%s', async (name) => {
    const path = join(folder, name);
    const sections = parseCaseFile(readFileSync(path, 'utf8'));
    const actual = kind === 'projection' ? tellProjection(sections) : await runActions(sections);
    if (process.env.UPDATE_CASES === '1') writeFileSync(path, formatCaseFile(actual));
    expect(formatCaseFile(actual)).toBe(readFileSync(path, 'utf8'));
  });
});

function readPayload(sections: CaseSections): unknown {
  const sample = sections.get('payload');
  const text = sections.get('payload.json') ?? (sample && readFileSync(join(samples, `${sample.trim()}.json`), 'utf8'));
  return text === undefined ? undefined : JSON.parse(text);
}

function readShape(payload: unknown): Shape | undefined {
  return payload === undefined ? undefined : inferShape([payload]);
}

function tellProjection(sections: CaseSections): CaseSections {
  const source = requireSection(sections, 'source');
  const projection = project(source, readShape(readPayload(sections)));
  const told = projection.rows.map((row) => tellRow(source, projection, row)).join('');
  const faults = projection.faults.map(({ start, end, message }) => `${start}-${end} ${message}\n`).join('');
  return new Map([...sections, ['rows', told], ...(faults === '' ? [] : ([['faults', faults]] as const))]);
}

function tellRow(source: string, { rows, links }: Projection, row: Row): string {
  const textOf = ({ start, end }: { start: number; end: number }): string =>
    source.slice(start, end).replaceAll(/\s+/g, ' ').slice(0, 70);
  const depth = countHolders(rows, row);
  const indent = '  '.repeat(depth);
  const lines = [
    `${row.id === '' ? '(root)' : row.id} · ${row.kind} · ${row.targetPointer || '/'} · ${textOf(row.valueSpan)}`,
  ];
  if (row.within.length > 0) lines.push(`  in ${row.within.map(textOf).join(', ')}`);
  if (row.kind === 'loop') {
    const { form, iterates, filters, sort, index, item, groupKeySpan, keepArray } = row.loop;
    const parts = [
      `${form} of ${iterates} ${textOf(row.loop.iterateSpan)}`,
      ...filters.map(({ span }) => `where ${textOf(span)}`),
      ...(sort?.terms ?? []).map(
        ({ expressionSpan, descending }) => `sort ${textOf(expressionSpan)}${descending ? ' down' : ''}`,
      ),
      index && `index ${index.name}`,
      item && `item ${item.name}`,
      groupKeySpan && `group by ${textOf(groupKeySpan)}`,
      keepArray ? 'list' : undefined,
    ];
    lines.push(`  ${parts.filter((part) => part !== undefined).join(', ')}`);
  }
  if (row.kind === 'cond') {
    for (const { role, testSpan, row: id } of row.branches)
      lines.push(`  ${role} ${testSpan ? textOf(testSpan) : ''} → ${id}`);
  }
  if (row.kind === 'concat' || row.kind === 'fn') {
    const name = row.kind === 'fn' ? row.fn.name : '&';
    lines.push(`  ${name} ${row.parts.map((part) => `${part.kind} ${textOf(part)}`).join(' | ')}`);
  }
  if (row.kind === 'lookup') {
    const { keySpan, variable, entries, otherwiseSpan } = row.lookup;
    const table = entries.map(({ key, value }) => `${key}=${value}`).join(' ');
    lines.push(
      `  look up ${textOf(keySpan)} in ${variable ?? ''}{${table}}${otherwiseSpan ? ` else ${textOf(otherwiseSpan)}` : ''}`,
    );
  }
  for (const comment of row.comments) lines.push(`  comment ${textOf(comment)}`);
  for (const link of links.filter(({ row: id }) => id === row.id)) {
    lines.push(`  <- ${link.role} ${link.sourcePointer || '/'} by ${textOf(link.viaSpan)}`);
  }
  return lines.map((line) => `${indent}${line}\n`).join('');
}

function countHolders(rows: readonly Row[], { holder }: Row): number {
  const row = rows.find(({ id }) => id === holder);
  return row === undefined ? 0 : 1 + countHolders(rows, row);
}

async function runActions(sections: CaseSections): Promise<CaseSections> {
  const payload = readPayload(sections);
  const shape = readShape(payload);
  let source = (sections.get('source') ?? '').replace(/\n$/, '');
  const told: string[] = [];
  for (const line of requireSection(sections, 'actions').split('\n')) {
    if (line.startsWith('  ')) continue;
    const action: Action = JSON.parse(line);
    const result = edit(source, action, shape === undefined ? {} : { shape });
    told.push(`${line}\n`);
    if (result.reason !== undefined) told.push(`  refused: ${result.reason}\n`);
    source = applyEdits(source, result.edits);
  }
  const actual = new Map([...sections, ['actions', told.join('')], ['result', `${source}\n`]] as [string, string][]);
  if (payload !== undefined) {
    const value = await compile({ language: 'jsonata', source, format: 'json' }).evaluate(payload);
    actual.set('output.json', `${JSON.stringify(value, null, 2)}\n`);
  }
  return actual;
}
