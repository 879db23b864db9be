const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?$/;

/**
 * Decimal text such as `-1.005` with exactly `decimals` decimals, halves away from zero; undefined for what is no decimal.
 * It works on the digits themselves, so that any length is exact.
 */
export function roundDecimal(text: string, decimals: number): string | undefined {
  const [, sign = '', whole = '', fraction = ''] = DECIMAL.exec(text) ?? [];
  if (whole === '' && fraction === '') return undefined;
  const kept = `${whole}${fraction.slice(0, decimals).padEnd(decimals, '0')}`;
  const digits = fraction.charAt(decimals) >= '5' ? addOne(kept) : kept;
  const shown = digits.replace(/^0+/, '').padStart(decimals + 1, '0');
  const minus = sign === '-' && /[1-9]/.test(shown) ? '-' : '';
  const point = shown.length - decimals;
  return `${minus}${shown.slice(0, point)}${decimals === 0 ? '' : `.${shown.slice(point)}`}`;
}

function addOne(digits: string): string {
  let nines = 0;
  while (digits.charAt(digits.length - 1 - nines) === '9') nines++;
  const before = digits.length - nines - 1;
  const raised = before < 0 ? '1' : `${digits.slice(0, before)}${Number(digits.charAt(before)) + 1}`;
  return `${raised}${'0'.repeat(nines)}`;
}
