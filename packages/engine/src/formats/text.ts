import { describeValue } from '../diagnostics/describe-value.ts';
import { renderError } from '../diagnostics/template-error.ts';
import { checkBodySize } from './body-size.ts';
import { FORMAT_TRAITS } from './format-traits.ts';
import type { Encoded, FormatPort } from './format.ts';

/** Plain text: the value must be a string; what is inserted is not escaped. */
export const textFormat = createTextFormat('text', (text) => text);

/** A format whose body is the string itself. */
export function createTextFormat(name: 'text' | 'html', escape: (text: string) => string): FormatPort {
  const { contentType } = FORMAT_TRAITS[name];
  function accept(text: string, outputBytes: number): Encoded {
    checkBodySize(text, outputBytes);
    return { value: text, body: text, contentType, diagnostics: [] };
  }
  return {
    escape,
    accept,
    encode(value, outputBytes) {
      if (value === undefined) throw renderError('no-output', 'the template produced nothing');
      if (typeof value === 'string') return accept(value, outputBytes);
      const met = describeValue(value);
      throw renderError('not-a-string', `${name} output must be a string; the template produced ${met}`);
    },
  };
}
