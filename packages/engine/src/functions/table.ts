import { describeValue } from '../diagnostics/describe-value.ts';
import { decimalText } from '../runtime/decimal-text.ts';
import { defineFunction } from './define-function.ts';
import { FunctionError } from './function-error.ts';

export const tableFunction = defineFunction({
  name: 'table',
  text: 'Looks `key` up in a table of your own: names of shippers, codes of warehouses, words for a status. Upper and lower case differ. In Handlebars the table is written as `name="value"` pairs, or given as an object; a name with spaces stands in brackets, `[In transit]="3"`.',
  parameters: [
    { name: 'key', type: 'text, number or boolean', text: 'What to look up; a number is looked up as its text.' },
    { name: 'table', type: 'object', text: 'The keys and what each stands for.', collectsPairs: true },
    {
      name: 'otherwise',
      type: 'anything',
      text: 'What to give for a key that the table does not have, or no key. Without it the result is nothing.',
      optional: true,
    },
  ],
  returns: 'what the table has for the key',
  examples: [
    {
      payload: { warehouse: 'US-EAST' },
      jsonata: '$table(warehouse, {"US-EAST": "01", "US-WEST": "02"})',
      handlebars: '{{table warehouse US-EAST="01" US-WEST="02"}}',
      result: '01',
    },
    {
      payload: { status: 7 },
      jsonata: '$table(status, {"1": "new", "7": "shipped"})',
      handlebars: '{{table status 1="new" 7="shipped"}}',
      result: 'shipped',
    },
    {
      payload: { status: 'lost' },
      jsonata: '$table(status, {"new": "N", "shipped": "S"}, "-")',
      handlebars: '{{table status new="N" shipped="S" otherwise="-"}}',
      result: '-',
    },
    {
      payload: { status: 'toString', names: { new: 'N' } },
      jsonata: '$table(status, names)',
      handlebars: '{{table status names}}',
      result: undefined,
    },
  ],
  evaluate([key, table, otherwise]) {
    if (typeof table !== 'object' || describeValue(table) !== 'an object') {
      throw new FunctionError('type-mismatch', `the table must be an object; it is ${describeValue(table)}`);
    }
    const name = readKey(key);
    return name !== undefined && Object.hasOwn(Object(table), name) ? Reflect.get(Object(table), name) : otherwise;
  },
});

function readKey(key: unknown): string | undefined {
  if (key === undefined || key === null) return undefined;
  if (typeof key === 'string') return key;
  if (typeof key === 'boolean') return String(key);
  if (typeof key === 'number' && Number.isFinite(key)) return decimalText(key);
  throw new FunctionError('type-mismatch', `the key must be text, a number or a boolean; it is ${describeValue(key)}`);
}
