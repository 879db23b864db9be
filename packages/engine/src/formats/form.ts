import { renderError } from '../diagnostics/template-error.ts';
import { checkBodySize } from './body-size.ts';
import { encodeFormText } from './form-text.ts';
import { FORMAT_TRAITS } from './format-traits.ts';
import type { FormatPort } from './format.ts';
import { OutputWalk } from './output-walk.ts';

const { contentType } = FORMAT_TRAITS.form;

/** What may stand in a form or a query (RFC 3986 §3.4, and `[` `]`, which receivers of nested names expect). */
const FOREIGN = /[^\w.~!$&'()*+,;=:@/?[\]%-]|%(?![0-9A-Fa-f]{2})/;

/**
 * Form fields: nested names as `a[b]`, an array repeats its name, null is empty. Text of a Handlebars template is sent
 * without its line breaks: those are layout, since what is inserted has its own encoded.
 */
export const formFormat: FormatPort = {
  encode(value, outputBytes) {
    const { text, diagnostics } = encodeFields(value, 'form', outputBytes);
    return { value, body: text, contentType, diagnostics };
  },
  accept(text, outputBytes) {
    return { value: text, body: checkFields(text, 'form', outputBytes), contentType, diagnostics: [] };
  },
  escape: encodeFormText,
};

/** Fields in the order of their keys. Throws TemplateError. */
export function encodeFields(value: unknown, name: string, outputBytes: number) {
  const walk = new OutputWalk(name, outputBytes);
  const pairs: string[] = [];
  for (const field of walk.fieldsOf(walk.requireObject(value), '')) {
    writeField(encodeFormText(field.key), field.value, field.path, 1, { walk, pairs });
  }
  const text = pairs.join('&');
  checkBodySize(text, outputBytes);
  return { text, diagnostics: walk.diagnostics };
}

function writeField(
  name: string,
  value: unknown,
  path: string,
  depth: number,
  target: { walk: OutputWalk; pairs: string[] },
): void {
  const { walk, pairs } = target;
  walk.count(1);
  if (value === undefined) return;
  const text = walk.scalarText(value, path);
  if (text !== undefined) {
    const pair = `${name}=${encodeFormText(text)}`;
    walk.count(pair.length - 1);
    pairs.push(pair);
    return;
  }
  walk.checkDepth(depth);
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) writeField(name, item, `${path}[${index}]`, depth + 1, target);
    return;
  }
  for (const field of walk.fieldsOf(Object(value), path)) {
    writeField(`${name}%5B${encodeFormText(field.key)}%5D`, field.value, field.path, depth + 1, target);
  }
}

/** Text that a template wrote, on one line, when it is form-encoded. Throws TemplateError. */
export function checkFields(text: string, name: string, outputBytes: number): string {
  checkBodySize(text, outputBytes);
  const fields = text
    .split(/[\r\n]/)
    .map((line) => line.trim())
    .join('');
  const foreign = FOREIGN.exec(fields);
  if (foreign === null) return fields;
  const character = String.fromCodePoint(fields.codePointAt(foreign.index) ?? 0);
  const near = fields.slice(Math.max(0, foreign.index - 30), foreign.index);
  throw renderError(
    'invalid-form-output',
    `the output is not ${name}-encoded: ${JSON.stringify(character)} after ${JSON.stringify(near)} must be percent-encoded`,
  );
}
