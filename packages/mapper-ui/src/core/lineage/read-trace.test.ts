import { compile, trace } from '@postmap/engine';
import type { Format, Language } from '@postmap/engine';
import { describe, expect, test } from 'vitest';
import { countPlaces, nameInput, namePlace, sayLineage, showExpression } from './describe-lineage.ts';
import type { LineageWords } from './describe-lineage.ts';
import { findLineage } from './find-lineage.ts';
import type { OutputTrace } from './output-trace.ts';
import { readTrace } from './read-trace.ts';
import { readWanted, writeWanted } from './wanted.ts';
import type { Wanted } from './wanted.ts';

const payload = {
  id: 'A1',
  test: '1',
  ship: { to: 'Ada', city: { name: 'Oslo' } },
  items: [
    { sku: 'a', price: 5, kind: 'box' },
    { sku: 'b', price: 3, kind: 'card' },
    { sku: 'c', price: 1, kind: 'box' },
  ],
};

interface Run {
  traced: OutputTrace;
  words: LineageWords;
}

async function run(language: Language, source: string, format: Format): Promise<Run> {
  const rendered = await compile({ language, source, format }).render(payload);
  const sent = rendered.query ?? rendered.body;
  const found = await trace({ language, source, format }, payload);
  const traced = readTrace({ payload, sent, trace: found, source }, format);
  if (traced === undefined) throw new Error('the run gave another text');
  return { traced, words: { source, payload, value: rendered.value, sent } };
}

/** `place = expression <- values ? controls` */
function describePlaceLineage({ traced, words }: Run, at: string | number): string {
  const found = traced.lineageOf(
    typeof at === 'string' ? { kind: 'value', pointer: at } : { kind: 'text', start: at, end: at },
  );
  const names = (role: string): string =>
    found.inputs
      .filter((input) => input.role === role)
      .map((input) => nameInput(input, words))
      .join(' ');
  const expression = found.expression === undefined ? '' : ` = ${showExpression(found.expression, words)}`;
  const [values, controls] = [names('value'), names('control')];
  return `${namePlace(found.place, words)}${expression}${values && ` <- ${values}`}${controls && ` ? ${controls}`}`;
}

const MAPPING =
  '{ "no": id, "fixed": 400, "kind": test = "1" ? "test" : "live", "name": ship.to & "/" & id, "ship": ship,\n' +
  '  "items": [items[kind = "box"].{ "sku": $uppercase(sku), "price": price, "of": $$.id }], "total": $sum(items.price) }';

describe('a place of a value', () => {
  test.each([
    ['/no', 'no = id <- id'],
    ['/fixed', 'fixed = 400'],
    ['/kind', 'kind = test = "1" ? "test" : "live" ? test'],
    ['/name', 'name = ship.to & "/" & id <- ship.to id'],
    ['/ship', 'ship = ship <- ship'],
    ['/ship/city/name', 'ship.city.name = ship <- ship.city.name'],
    ['/items/1/sku', 'items[1].sku = $uppercase(sku) <- items[2].sku ? items[2].kind'],
    ['/items/1/of', 'items[1].of = $$.id <- id ? items[2] items[2].kind'],
    ['/total', 'total = $sum(items.price) <- items[0].price items[1].price items[2].price'],
  ])('%s', async (pointer, expected) => {
    expect(describePlaceLineage(await run('jsonata', MAPPING, 'json'), pointer)).toBe(expected);
  });

  test('of JSON that Handlebars wrote', async () => {
    const source =
      '{"no": "{{id}} of {{ship.to}}", "items": [{{#each items}}{"sku": "{{sku}}"}{{#unless @last}},{{/unless}}{{/each}}]}';
    const made = await run('handlebars', source, 'json');
    expect(describePlaceLineage(made, '/no')).toBe('no = {{id}} of {{ship.to}} <- id ship.to');
    expect(describePlaceLineage(made, '/items/1/sku')).toBe('items[1].sku = {{sku}} <- items[1].sku');
  });
});

describe('a place of a text', () => {
  const source =
    'Dear {{ship.to}},\n{{#if test}}it is {{id}} now{{/if}}\n{{#each items}}- {{sku}}: {{price}}\n{{/each}}';
  test.each([
    ['Ada', '“Ada” = {{ship.to}} <- ship.to'],
    ['Dear', '“Dear” = Dear'],
    ['A1', '“A1” = {{id}} <- id ? test'],
    ['it is', '“it is” = it is ? test'],
    ['b:', '“b” = {{sku}} <- items[1].sku'],
    ['3', '“3” = {{price}} <- items[1].price'],
  ])('%s', async (at, expected) => {
    const made = await run('handlebars', source, 'text');
    expect(describePlaceLineage(made, made.words.sent.indexOf(at))).toBe(expected);
  });
});

function fed({ traced, words }: Run, id: string): string[] {
  return traced.fedBy(id).places.map(({ place, role }) => `${role === 'value' ? '' : '? '}${namePlace(place, words)}`);
}

describe('what a field feeds', () => {
  test.each([
    ['/id', ['no', 'name', 'items[0].of', 'items[1].of']],
    ['/test', ['? kind']],
    ['/ship/to', ['name', 'ship.to']],
    ['/ship/city/name', ['ship.city.name']],
    ['/ship/city', ['ship.city']],
    ['/items/sku', ['items[0].sku', 'items[1].sku']],
    ['/items/kind', ['? items[0]', '? items[1]']],
    ['/nothing', []],
  ])('%s', async (id, expected) => expect(fed(await run('jsonata', MAPPING, 'json'), id)).toEqual(expected));

  test('of a text that another template writes, which gets all there is', async () => {
    const source = '{{> lines}}{{id}}';
    const partials = { lines: { language: 'handlebars', format: 'text', source: '{{ship.to}}' } } as const;
    const found = await trace({ language: 'handlebars', source, format: 'text', partials }, payload);
    const traced = readTrace({ payload, sent: 'AdaA1', trace: found, source }, 'text');
    const places = traced?.fedBy('/ship/to').places ?? [];
    expect(places).toEqual([{ place: { kind: 'text', start: 0, end: 3 }, role: 'value', isWhole: true }]);
    expect(countPlaces({ from: 'field', id: '/ship/to' }, places)).toBe('may feed 1 output');
    expect(traced?.lineageOf({ kind: 'text', start: 1, end: 1 }).inputs.map(({ pointer }) => pointer)).toEqual(['']);
  });

  test('of a text', async () => {
    const made = await run('handlebars', '{{#each items}}{{sku}} {{/each}}{{id}}', 'text');
    expect(fed(made, '/items/sku')).toEqual(['“a”', '“b”', '“c”']);
    expect(fed(made, '/id')).toEqual(['“A1”']);
  });
});

async function listMade(language: Language, source: string, format: Format, part: string): Promise<string[]> {
  const { traced, words } = await run(language, source, format);
  const start = source.indexOf(part);
  return traced.madeBy({ start, end: start + part.length }).map(({ place }) => namePlace(place, words));
}

describe('what a part of the template makes', () => {
  test.each([
    ['ship.to & "/" & id', ['name']],
    ['$uppercase(sku)', ['items[0].sku', 'items[1].sku']],
    ['kind = "box"', ['items[0]', 'items[1]']],
  ])('%s', async (part, expected) => expect(await listMade('jsonata', MAPPING, 'json', part)).toEqual(expected));

  test.each([
    ['{{sku}}', ['“a”', '“b”', '“c”']],
    ['ku', ['“a”', '“b”', '“c”']],
    ['{{#each items}}{{sku}} {{/each}}', ['“a b c”']],
  ])('%s', async (part, expected) =>
    expect(await listMade('handlebars', '{{#each items}}{{sku}} {{/each}}', 'text', part)).toEqual(expected),
  );
});

test('of a run that gave another text than the one that was sent nothing is said', async () => {
  const found = await trace({ language: 'handlebars', source: '{{id}}', format: 'text' }, payload);
  expect(readTrace({ payload, sent: 'B2', trace: found, source: '{{id}}' }, 'text')).toBeUndefined();
});

describe('lineage in words, for whoever hears it', () => {
  test.each<[Wanted, string]>([
    [
      { from: 'output', place: { kind: 'value', pointer: '/items/1/sku' } },
      'items[1].sku comes from items[2].sku, through $uppercase(sku), decided by items[2].kind',
    ],
    [{ from: 'output', place: { kind: 'value', pointer: '/fixed' } }, 'fixed reads no field, through 400'],
    [
      { from: 'field', id: '/test' },
      'test decides about 1 output. kind reads no field, through test = "1" ? "test" : "live", decided by test',
    ],
    [{ from: 'field', id: '/gone' }, 'gone feeds no output.'],
    [{ from: 'output', place: { kind: 'value', pointer: '/items/9' } }, ''],
  ])('%j', async (wanted, expected) => {
    const { traced, words } = await run('jsonata', MAPPING, 'json');
    const found = findLineage(traced, wanted, words.value);
    expect(sayLineage(wanted, found.places, found.lineageAt(0), words)).toBe(expected);
  });
});

test.each<Wanted>([
  { from: 'output', place: { kind: 'value', pointer: '' } },
  { from: 'output', place: { kind: 'value', pointer: '/a~1b/0' } },
  { from: 'output', place: { kind: 'text', start: 3, end: 9 } },
  { from: 'field', id: '/order/id' },
  {
    from: 'template',
    spans: [
      { start: 1, end: 2 },
      { start: 5, end: 5 },
    ],
  },
])('an address says what is asked about, and is read back: %j', (wanted) => {
  expect(readWanted(writeWanted(wanted))).toEqual(wanted);
});

test.each(['x', '9-3', 'at:x', '-1-2', undefined])('an address that says nothing is nothing: %s', (text) => {
  expect(readWanted(text)).toBeUndefined();
});
