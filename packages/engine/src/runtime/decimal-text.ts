const SCIENTIFIC = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/;

/**
 * The shortest decimal that reads back as `value`, never with an exponent: `1e21` is `1000000000000000000000`, `1e-7` is
 * `0.0000001`, `-0` is `0`. Form fields, XML decimals (xs:decimal) and most importers take no exponent. `value` is finite.
 */
export function decimalText(value: number): string {
  const text = String(value);
  const match = SCIENTIFIC.exec(text);
  if (match === null) return text;
  const [, sign = '', first = '', rest = '', exponent = ''] = match;
  const digits = `${first}${rest}`;
  const point = 1 + Number(exponent);
  // An exponent is written from 1e21 up, where 17 digits at most are followed by zeros alone, and below 1e-6.
  return point > 0 ? `${sign}${digits.padEnd(point, '0')}` : `${sign}0.${'0'.repeat(-point)}${digits}`;
}
