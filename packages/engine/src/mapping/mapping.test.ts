import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findEditProblem, findProblem } from '../../../../test/cases/mapping/find-problems.ts';
import { arbitraryAction } from '../../../../test/cases/mapping/random-actions.ts';
import { missingSuite, suiteCases } from '../../../../test/support/jsonata-suite.ts';
import { applyEdits, compile, edit, inferShape, project, unescapeToken } from '../index.ts';
import type { Action, Row } from '../index.ts';
import { listSourceFields } from './source-index.ts';

const RUNS = Number(process.env.POSTMAP_RANDOM_EDITS ?? 3000);
const samples = join(import.meta.dirname, '../../../../samples');
const PAYLOADS: unknown[] = ['order_updated', 'transaction_completed', 'shipment_shipped'].map((of) =>
  JSON.parse(readFileSync(join(samples, `payloads/${of}.json`), 'utf8')),
);
const RENDERED_RUNS = Math.ceil(RUNS / 10);
const shape = inferShape(PAYLOADS.slice(0, 1));
const sampleSources = readdirSync(join(samples, 'templates'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.jsonata'))
  .map((name) => readFileSync(join(samples, 'templates', name), 'utf8'));
const suiteSources = [...new Set(suiteCases.map(({ expr }) => expr))];

/** The hard ones, over the fields of the order sample. */
const OWN_SOURCES = [
  '{ "a": webhook_type, /* tail of a */\n  /* own */ "b": 1 /* before the comma */,\n\n  /* a section */\n\n  "c": { "d": null }\n}',
  '( $o := webhook_data.order; /* note */ $n := $o.id; { "id": $n, "lines": [$o.order_offers[price > 1]^(>id)#$i.{ "i": $i, "sku": offer_id }] } )',
  '$merge([{ "a": 1 }, webhook_data.order.{ "b": id }, $default($x, {})])',
  '{ "x": webhook_data.order.id ~> $number(), "y": [1..3] ~> $map(function($v, $k) { { "n": $v } }) } ~> |$|{ "z": 1 }|',
  '{ "a": b ? { "x": 1 } : c ? { "x": 2, "y": (d) } : { }, (k & "1"): 1, `odd key`: `odd name`.`x y`, "a": 2, "e": f ? 1 }',
  'webhook_data.order.order_offers{ status_type_id: [$.{ "id": id }], "all": $sum($number(order_offer_price)) }',
  '[webhook_data.order.order_offers.{ "id": id, "inner": [$$.webhook_data.order.order_revisions.{ "r": id }] }]',
  '$map(webhook_data.order.order_offers, function($v, $i) { { "id": $v.id, "n": $i, "w": ($t := $v.id; $t & "x") } })',
  '[]',
  '{ "t": true, "l": [false, "x", { "m": false }], "n": null, "s": "", "r": -1.50e0 }',
  "{'a':'its',\"b\":$table(x,{'1':'one','2':\"two\"},'-'),'c':$lookup({\"k\":1},y)}",
  'webhook_data.( $c := order.customer; $c.first_name & " " & $c.last_name )',
  '/* only this */ "text"',
  '{ "who": webhook_data.order.customer.(first_name & " " & last_name), "paid": true, "first": webhook_data.order.order_offers[0].{ "id": id, "test": false } }',
  '( $c := webhook_data.order.customer; { "c": $c.{ "mail": email, "known": true }, "n": $c.first_name.$uppercase(), "l": $c.[first_name, ($x := true; $x)] } )',
  '{ "sums": webhook_data.order.order_offers{ offer_id: $sum($number(order_offer_price)) }, "on": true, "off": false }',
];

describe('projection', () => {
  test('the suite has sources', ({ skip }) => {
    skip(missingSuite !== null, missingSuite ?? '');
    expect(suiteSources.length).toBeGreaterThan(1500);
  });

  test('opens every source: rows nest, ids are unique, links lie within their rows', () => {
    for (const source of [...suiteSources, ...sampleSources, ...OWN_SOURCES]) {
      expect({ source, problem: findProblem(source, project(source, shape)) }).toEqual({ source, problem: undefined });
    }
  });

  test('opens any text at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (source) => {
        expect(findProblem(source, project(source))).toBeUndefined();
      }),
    );
  });

  test('rows keep their ids when another row is changed', () => {
    const source = '{ "a": 1, "b": [x.{ "c": d }], "b": 2, "e": f ? 1 : 2 }';
    const before = project(source).rows.map(({ id }) => id);
    const { edits } = edit(source, { type: 'setExpression', row: '/a', text: '( $long := 1; $long )' });
    const after = project(applyEdits(source, edits)).rows.map(({ id }) => id);
    expect(after.filter((id) => !id.startsWith('/a$'))).toEqual(before);
  });
});

describe('edits', () => {
  const corpus = [...OWN_SOURCES, ...sampleSources, ...suiteSources.filter(({ length }) => length < 300)];
  const step = fc.tuple(arbitraryAction(listSourceFields(shape).map(({ pointer }) => pointer)), fc.nat(1000));

  test(
    `${RUNS} random runs of actions: what comes is JSONata, reads as asked, leaves other rows alone, and can be undone`,
    { timeout: 600_000 },
    () => {
      const done = new Map<string, number>();
      fc.assert(
        fc.property(
          fc.nat(1_000_000),
          fc.boolean(),
          fc.array(step, { minLength: 1, maxLength: 4 }),
          (at, isOwn, steps) => {
            const from = isOwn ? [...OWN_SOURCES, ...sampleSources] : corpus;
            let source = from[at % from.length];
            for (const [make, pick] of steps) {
              const before = project(source, shape);
              const row = before.rows[pick % before.rows.length];
              const action = make(row.id, before.rows);
              const result = edit(source, action, { shape });
              const after = applyEdits(source, result.edits);
              const problem = findEditProblem(source, before, action, result, after, shape);
              expect({ action, source, after, problem }).toEqual({ action, source, after, problem: undefined });
              if (result.reason !== undefined) continue;
              done.set(action.type, (done.get(action.type) ?? 0) + 1);
              source = after;
            }
          },
        ),
        { numRuns: RUNS },
      );
      // No kind of action may be refused always.
      expect([...done.keys()].toSorted()).toEqual(ACTION_TYPES);
    },
  );
});

test('a list with a row in it, and then without it, leaves the text as it was', () => {
  let wrapped = 0;
  for (const source of [...OWN_SOURCES, ...sampleSources]) {
    for (const { id } of project(source, shape).rows) {
      const { edits, reason } = edit(source, { type: 'wrap', row: id }, { shape });
      if (reason !== undefined) continue;
      const after = applyEdits(source, edits);
      const row = project(after, shape).rows.find((one) => one.id === id);
      const back: Action =
        row?.kind === 'loop' && row.loop.form !== 'group'
          ? { type: 'setLoop', row: id, change: { kind: 'keepArray', keep: false } }
          : { type: 'unwrap', row: id };
      expect({ id, after, again: applyEdits(after, edit(after, back, { shape }).edits) }).toMatchObject({
        again: source,
      });
      wrapped++;
    }
  }
  expect(wrapped).toBeGreaterThan(200);
});

describe('edits of the sample templates', () => {
  const POINTERS_OF_ALL = PAYLOADS.map((payload) => {
    const own = inferShape([payload]);
    const pointers = listSourceFields(own).map((field) => field.pointer);
    return { payload, own, pointers };
  });

  test(
    `what renders still renders after ${RENDERED_RUNS} runs of actions that map, add, move, name and delete`,
    { timeout: 120_000 },
    async () => {
      let rendered = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...sampleSources),
          fc.constantFrom(...POINTERS_OF_ALL),
          fc.array(
            fc.tuple(fc.constantFrom('add', 'map', 'move', 'nest', 'rename', 'delete'), fc.nat(1000), fc.nat(5000)),
            {
              minLength: 1,
              maxLength: 5,
            },
          ),
          async (template, { payload, own, pointers }, steps) => {
            if (!(await renders(template, payload))) return;
            let source = template;
            for (const [kind, pick, at] of steps) {
              const { rows } = project(source, own);
              const fields = rows.filter(
                ({ slot, object, targetPointer }) =>
                  !targetPointer.startsWith('$') && (kind === 'add' ? object !== undefined : slot === 'field'),
              );
              const row = fields[pick % fields.length]?.id;
              if (row === undefined) continue;
              const holders = rows.filter(({ object }) => object !== undefined);
              const holder = holders[at % holders.length]?.id ?? '';
              const action = makeMappingAction(kind, row, pointers[at % pointers.length] ?? '', holder);
              const { edits } = edit(source, action, { shape: own });
              const after = applyEdits(source, edits);
              expect({ action, source, after, renders: await renders(after, payload) }).toMatchObject({
                renders: true,
              });
              source = after;
              rendered++;
            }
          },
        ),
        { numRuns: RENDERED_RUNS },
      );
      expect(rendered).toBeGreaterThan(RENDERED_RUNS / 10);
    },
  );
});

test(`what moves into another object gives what it gave, in ${RUNS} tries`, { timeout: 120_000 }, async () => {
  let moved = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...sampleSources, ...OWN_SOURCES),
      fc.constantFrom(...PAYLOADS),
      fc.nat(1000),
      fc.nat(1000),
      async (source, payload, pick, at) => {
        const own = inferShape([payload]);
        const { rows } = project(source, own);
        const fields = rows.filter((row) => row.slot === 'field' && isOne(row));
        const holders = rows.filter((row) => row.object !== undefined && row.kind !== 'loop' && isOne(row));
        const [row, holder] = [fields[pick % fields.length], holders[at % holders.length]];
        if (row === undefined || holder === undefined) return;
        const { edits, reason } = edit(
          source,
          { type: 'move', row: row.id, to: { holder: holder.id } },
          { shape: own },
        );
        if (reason !== undefined || holder.id === row.holder) return;
        // What is made in what is not there is not made.
        const given = await Promise.all(
          [row.holder ?? '', holder.id].map((id) =>
            readOutput(source, payload, rows.find((one) => one.id === id)?.targetPointer ?? ''),
          ),
        );
        if (given.includes(undefined)) return;
        const after = applyEdits(source, edits);
        const was = await readOutput(source, payload, row.targetPointer);
        const is = await readOutput(after, payload, `${holder.targetPointer}/${row.targetPointer.split('/').at(-1)}`);
        const [from, to] = [row.id, holder.id];
        expect({ source, from, to, after, is }).toEqual({ source, from, to, after, is: was });
        moved++;
      },
    ),
    { numRuns: RUNS },
  );
  expect(moved).toBeGreaterThan(RUNS / 50);
});

/** What a loop makes, one outcome alone, or a part of what is merged, has no one value. */
function isOne({ id, targetPointer }: Row): boolean {
  return !/[$[?*#+]/.test(`${id}${targetPointer}`);
}

async function readOutput(source: string, payload: unknown, pointer: string): Promise<unknown> {
  const value: unknown = await compile({ language: 'jsonata', source, format: 'json' }).evaluate(payload);
  const names = pointer.split('/').slice(1).map(unescapeToken);
  return names.reduce<unknown>((at, name) => (isRecord(at) ? at[name] : undefined), value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function makeMappingAction(kind: string, row: string, sourcePointer: string, holder: string): Action {
  switch (kind) {
    case 'add':
      return { type: 'addRow', holder: row, name: 'added', source: { sourcePointer, as: 'path' } };
    case 'map':
      return { type: 'mapDrop', row, sourcePointer, mode: 'replace' };
    case 'move':
      return { type: 'move', row, to: 'up' };
    case 'nest':
      return { type: 'move', row, to: { holder, index: 0 } };
    case 'rename':
      return { type: 'rename', row, name: 'renamed' };
    default:
      return { type: 'delete', row };
  }
}

async function renders(source: string, payload: unknown): Promise<boolean> {
  try {
    const { diagnostics } = await compile({ language: 'jsonata', source, format: 'json' }).render(payload);
    return diagnostics.every(({ severity }) => severity !== 'error');
  } catch {
    // Which templates fail on which payloads is not what is tested here.
    return false;
  }
}

const ACTION_TYPES = [
  'addBinding',
  'addRow',
  'aggregate',
  'convert',
  'createLoop',
  'delete',
  'mapDrop',
  'move',
  'rename',
  'setCondition',
  'setExpression',
  'setLookup',
  'setLoop',
  'setStatic',
  'toggle',
  'unwrap',
  'wrap',
];
