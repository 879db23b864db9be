import { describeValue } from '../diagnostics/describe-value.ts';
import { decimalText } from '../runtime/decimal-text.ts';
import { defineFunction } from './define-function.ts';
import { FunctionError } from './function-error.ts';
import { isNothing } from './is-nothing.ts';
import { roundDecimal } from './round-decimal.ts';

/** Minor units of ISO 4217 where they are not two. Own list: `Intl` follows CLDR, which differs and changes with its version. */
const MINOR_UNITS: Readonly<Record<number, readonly string[]>> = {
  0: [
    'BIF',
    'CLP',
    'DJF',
    'GNF',
    'ISK',
    'JPY',
    'KMF',
    'KRW',
    'PYG',
    'RWF',
    'UGX',
    'UYI',
    'VND',
    'VUV',
    'XAF',
    'XOF',
    'XPF',
  ],
  3: ['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'],
  4: ['CLF', 'UYW'],
};
const USUAL_MINOR_UNITS = 2;

export const moneyFunction = defineFunction({
  name: 'money',
  text: 'An amount as text with the decimals of its currency: two, or as many as ISO 4217 says (`JPY` none, `KWD` three). Decimal arithmetic, so `1.005` is `1.01` and no cent is lost; halves are rounded away from zero. No symbol and no thousands separators are written. A missing, null or empty value gives nothing; text that is no plain decimal number is an error.',
  parameters: [
    { name: 'value', type: 'number or text', text: 'The amount, such as `25`, `"19.9"` or `-0.5`.' },
    {
      name: 'currency',
      type: 'text',
      text: 'An ISO 4217 code such as `"USD"`; only the decimals depend on it.',
      optional: true,
    },
  ],
  returns: 'text',
  examples: [
    { payload: { total: '25' }, jsonata: '$money(total)', handlebars: '{{money total}}', result: '25.00' },
    { payload: { total: 1.005 }, jsonata: '$money(total, "USD")', handlebars: '{{money total "USD"}}', result: '1.01' },
    {
      payload: { total: '1999.5' },
      jsonata: '$money(total, "JPY")',
      handlebars: '{{money total "JPY"}}',
      result: '2000',
    },
    {
      payload: { total: -7.1 },
      jsonata: '$money(total, "KWD")',
      handlebars: '{{money total "KWD"}}',
      result: '-7.100',
    },
    { payload: { total: null }, jsonata: '$money(total)', handlebars: '{{money total}}', result: undefined },
  ],
  evaluate([value, currency]) {
    const decimals = countDecimals(currency);
    if (isNothing(value)) return undefined;
    const text = typeof value === 'number' && Number.isFinite(value) ? decimalText(value) : value;
    const rounded = typeof text === 'string' ? roundDecimal(text.trim(), decimals) : undefined;
    if (rounded !== undefined) return rounded;
    const wanted = 'a number, or text such as "1234.50" without separators or a symbol';
    throw new FunctionError('invalid-amount', `${describeValue(value)} is no amount; give ${wanted}`);
  },
});

function countDecimals(currency: unknown): number {
  if (isNothing(currency)) return USUAL_MINOR_UNITS;
  if (typeof currency !== 'string' || !/^[A-Za-z]{3}$/.test(currency)) {
    const met = describeValue(currency);
    throw new FunctionError('invalid-argument', `the currency must be a three-letter code such as "USD"; it is ${met}`);
  }
  const found = Object.entries(MINOR_UNITS).find(([, codes]) => codes.includes(currency.toUpperCase()));
  return found === undefined ? USUAL_MINOR_UNITS : Number(found[0]);
}
