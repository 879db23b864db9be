export interface SortTerm {
  text: string;
  descending: boolean;
}

/** `price desc, name` as terms; commas in brackets and quotes are the expression's own. Empty for no order. */
export function readSortTerms(typed: string): SortTerm[] {
  return splitTerms(typed).flatMap((term) => {
    const [, text = '', order = ''] = /^(.*?)(?:\s+(asc|desc))?$/is.exec(term.trim()) ?? [];
    return text === '' ? [] : [{ text, descending: order.toLowerCase() === 'desc' }];
  });
}

export function writeSortTerms(terms: readonly SortTerm[]): string {
  return terms.map(({ text, descending }) => (descending ? `${text} desc` : text)).join(', ');
}

function splitTerms(typed: string): string[] {
  const terms = [''];
  let depth = 0;
  let quote = '';
  for (const character of typed) {
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (/["'`]/.test(character)) quote = character;
    else if (/[([{]/.test(character)) depth++;
    else if (/[)\]}]/.test(character)) depth--;
    if (character === ',' && depth === 0 && quote === '') terms.push('');
    else terms[terms.length - 1] += character;
  }
  return terms;
}
