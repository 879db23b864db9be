import { SaxesParser } from 'saxes';
import { diagnose } from '../diagnostics/diagnostic.ts';
import { TemplateError } from '../diagnostics/template-error.ts';
import { checkBodySize } from './body-size.ts';
import { FORMAT_TRAITS } from './format-traits.ts';
import type { Encoded, FormatPort } from './format.ts';
import { writeXml } from './write-xml.ts';
import { escapeAttribute, stripForbidden } from './xml-text.ts';

const { contentType } = FORMAT_TRAITS.xml;

/** XML 1.0 in UTF-8 with its declaration. Text of a Handlebars template must be well-formed, and is sent as it was written. */
export const xmlFormat: FormatPort = {
  encode(value, outputBytes) {
    const { text, diagnostics } = writeXml(value, outputBytes);
    checkBodySize(text, outputBytes);
    return { value, body: text, contentType, diagnostics };
  },
  accept,
  escape(text, warn) {
    const { text: kept, stripped } = stripForbidden(text);
    if (stripped !== undefined) {
      warn(
        diagnose('characters-stripped', `an inserted value held ${stripped}, which XML cannot hold; it is left out`),
      );
    }
    return escapeAttribute(kept);
  },
};

function accept(text: string, outputBytes: number): Encoded {
  checkBodySize(text, outputBytes);
  const parser = new SaxesParser();
  try {
    parser.write(text).close();
  } catch (error) {
    const problem = (error instanceof Error ? error.message : String(error)).replace(/^\d+:\d+: |\.$/g, '');
    const message = `the output is not XML at line ${parser.line}, column ${Math.max(1, parser.columnIndex)}: ${problem}`;
    throw new TemplateError('render', [diagnose('invalid-xml-output', message)], { cause: error });
  }
  return { value: text, body: text, contentType, diagnostics: [] };
}
