import { encodeFields, checkFields } from './form.ts';
import { encodeFormText } from './form-text.ts';
import { FORMAT_TRAITS } from './format-traits.ts';
import type { FormatPort } from './format.ts';

const { contentType } = FORMAT_TRAITS.query;

/** The fields of a form, for the URL: they are `query`, to be appended to what the URL has, and the body is empty. */
export const queryFormat: FormatPort = {
  encode(value, outputBytes) {
    const { text, diagnostics } = encodeFields(value, 'query', outputBytes);
    return { value, body: '', contentType, query: text, diagnostics };
  },
  accept(text, outputBytes) {
    return { value: text, body: '', contentType, query: checkFields(text, 'query', outputBytes), diagnostics: [] };
  },
  escape: encodeFormText,
};
