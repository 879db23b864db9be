import { LOOP_MODES } from '@postmap/engine';
import type { Action, Row } from '@postmap/engine';
import * as fc from 'fast-check';

const EXPRESSIONS = [
  'webhook_type',
  'a ? b : c',
  'a ?? b',
  '"it\'s" & x',
  '$sum(a.b)',
  '($q := 1; $q + 1)',
  'function($x){ $x }',
  '-1',
  '[1, 2]',
  '{ "k": webhook_type }',
  'a /* why */ = b',
  '[a.{ "n": b }]',
  'a ~> $string',
  'a^(b)',
  '%.a',
];
const NAMES = ['a', 'sku', 'odd name', 'x"y', "it's", 'ключ', '', 'a/b~c'];

const expression = fc.constantFrom(...EXPRESSIONS);
const name = fc.constantFrom(...NAMES);
const value = fc.oneof(
  fc.constantFrom<null | boolean>(null, true, false),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.string(),
);

/** An action on a row, given its id and all rows. */
export type MakeAction = (row: string, rows: readonly Row[]) => Action;

/** Any action, with fields of the payload that `pointers` name. */
export function arbitraryAction(pointers: readonly string[]): fc.Arbitrary<MakeAction> {
  const pointer = fc.constantFrom(...pointers, '$customer/name');
  return fc.oneof(
    fc
      .record({ name, text: expression, index: fc.option(fc.nat(3), { nil: undefined }) })
      .map(({ name: of, text, index }): MakeAction => (holder) => ({
        type: 'addRow',
        holder,
        name: of,
        text,
        ...(index === undefined ? {} : { index }),
      })),
    fc
      .tuple(name, pointer, fc.constantFrom('path', 'sum', ...LOOP_MODES))
      .map(([of, sourcePointer, as]): MakeAction => (holder) => ({
        type: 'addRow',
        holder,
        name: of,
        source: { sourcePointer, as },
      })),
    name.map((of): MakeAction => (row) => ({ type: 'rename', row, name: of })),
    fc.constant<MakeAction>((row) => ({ type: 'delete', row })),
    fc.constantFrom('up' as const, 'down' as const).map((to): MakeAction => (row) => ({ type: 'move', row, to })),
    fc.tuple(fc.nat(30), fc.nat(4)).map(([at, index]): MakeAction => (row, rows) => ({
      type: 'move',
      row,
      to: { holder: rows[at % rows.length]?.id ?? '', index },
    })),
    fc
      .tuple(pointer, fc.constantFrom('replace' as const, 'append' as const))
      .map(([sourcePointer, mode]): MakeAction => (row) => ({ type: 'mapDrop', row, sourcePointer, mode })),
    fc.tuple(pointer, fc.nat(60)).map(([sourcePointer, at]): MakeAction => (row, rows) => {
      const { start, end } = rows.find(({ id }) => id === row)!.valueSpan;
      return { type: 'mapDrop', row, sourcePointer, mode: { insert: start + (at % (end - start + 1)) } };
    }),
    value.map((of): MakeAction => (row) => ({ type: 'setStatic', row, value: of })),
    expression.map((text): MakeAction => (row) => ({ type: 'setExpression', row, text })),
    fc.tuple(expression, fc.option(expression, { nil: undefined })).map(([when, otherwise]): MakeAction => (row) => ({
      type: 'setCondition',
      row,
      change: { kind: 'create', when, ...(otherwise === undefined ? {} : { else: otherwise }) },
    })),
    fc
      .tuple(fc.nat(2), expression, fc.constantFrom('when', 'add', 'else', 'remove'))
      .map(([branch, text, kind]): MakeAction => (row) => ({
        type: 'setCondition',
        row,
        change:
          kind === 'when'
            ? { kind, branch, text }
            : kind === 'add'
              ? { kind, when: text, text }
              : kind === 'else'
                ? { kind, text }
                : { kind: 'remove', branch },
      })),
    fc
      .tuple(
        fc.constantFrom('1', '2', 'k', 'new'),
        value,
        fc.constantFrom('create', 'set', 'rename', 'remove', 'otherwise'),
      )
      .map(([key, of, kind]): MakeAction => (row) => ({
        type: 'setLookup',
        row,
        change:
          kind === 'create'
            ? { kind, entries: [{ key, value: of }], otherwise: of }
            : kind === 'set'
              ? { kind, key, value: of }
              : kind === 'rename'
                ? { kind, key, to: 'renamed' }
                : kind === 'remove'
                  ? { kind, key }
                  : { kind: 'otherwise', value: of },
      })),
    fc
      .tuple(pointer, fc.constantFrom(...LOOP_MODES))
      .map(([sourcePointer, mode]): MakeAction => (row) => ({ type: 'createLoop', row, sourcePointer, mode })),
    fc
      .tuple(
        expression,
        fc.boolean(),
        fc.constantFrom('where', 'unwhere', 'sort', 'unsort', 'index', 'unindex', 'group', 'ungroup', 'keep'),
      )
      .map(([text, flag, kind]): MakeAction => (row) => ({
        type: 'setLoop',
        row,
        change: makeLoopChange(kind, text, flag),
      })),
    fc.constant<MakeAction>((row) => ({ type: 'unwrap', row })),
    fc.constant<MakeAction>((row) => ({ type: 'wrap', row })),
    fc
      .constantFrom('first' as const, 'join' as const, 'sum' as const, 'count' as const)
      .map((by): MakeAction => (row) => ({ type: 'aggregate', row, by })),
    fc
      .constantFrom('number' as const, 'text' as const, 'boolean' as const, 'date' as const, 'money' as const)
      .map((to): MakeAction => (row) => ({ type: 'convert', row, to })),
    fc.constant<MakeAction>((row) => ({ type: 'toggle', row })),
    expression.map((text): MakeAction => () => ({ type: 'addBinding', name: '$added', text })),
  );
}

function makeLoopChange(kind: string, text: string, flag: boolean): (Action & { type: 'setLoop' })['change'] {
  switch (kind) {
    case 'where':
      return flag ? { kind, text } : { kind, text, index: 0 };
    case 'unwhere':
      return { kind: 'where', text: undefined };
    case 'sort':
      return { kind, by: [{ text, descending: flag }] };
    case 'unsort':
      return { kind: 'sort', by: undefined };
    case 'index':
      return { kind, name: flag ? '$i' : '$position' };
    case 'unindex':
      return { kind: 'index', name: undefined };
    case 'group':
      return { kind, by: text };
    case 'ungroup':
      return { kind: 'group', by: undefined };
    default:
      return { kind: 'keepArray', keep: flag };
  }
}
