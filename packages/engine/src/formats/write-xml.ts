import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { describeValue } from '../diagnostics/describe-value.ts';
import { renderError } from '../diagnostics/template-error.ts';
import { namePath } from './name-path.ts';
import { OutputWalk } from './output-walk.ts';
import type { OutputField } from './output-walk.ts';
import { escapeAttribute, escapeContent, isXmlName, stripForbidden } from './xml-text.ts';

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';
const TEXT_KEY = '#text';
const MAX_LISTED = 20;

interface Writing {
  walk: OutputWalk;
  parts: string[];
  stripped: Diagnostic[];
}

/**
 * A value as an XML document. One top-level key with a value of its own is the root, else the root is `root`; `@x` is an
 * attribute, `#text` is text, an array repeats its element, null is an empty element.
 *
 * Own code, because the builders on npm write U+0001 (no XML), any key as a name, exponents, and carriage returns and
 * attribute line breaks that a parser then reads as something else; with values, names and order taken care of before them,
 * only the joining of tags would be left to do.
 */
export function writeXml(value: unknown, outputBytes: number): { text: string; diagnostics: Diagnostic[] } {
  const walk = new OutputWalk('XML', outputBytes);
  const writing: Writing = { walk, parts: [DECLARATION], stripped: [] };
  const fields = walk.fieldsOf(walk.requireObject(value), '');
  const [only] = fields;
  if (fields.length === 1 && only !== undefined && isRoot(only))
    writeElement(only.key, only.value, only.path, 0, writing);
  else writeFields('root', fields, '', 0, writing);
  return { text: writing.parts.join(''), diagnostics: [...walk.diagnostics, ...listStripped(writing.stripped)] };
}

function isRoot({ key, value }: OutputField): boolean {
  return !key.startsWith('@') && key !== TEXT_KEY && !Array.isArray(value);
}

function writeElement(name: string, value: unknown, path: string, depth: number, writing: Writing): void {
  writing.walk.count(1);
  if (value === undefined) return;
  writing.walk.checkDepth(depth);
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) writeElement(name, item, `${path}[${index}]`, depth + 1, writing);
    return;
  }
  const text = writing.walk.scalarText(value, path);
  if (text === undefined) {
    writeFields(name, writing.walk.fieldsOf(Object(value), path), path, depth, writing);
    return;
  }
  checkName(name, path);
  const content = escapeContent(keepAllowed(text, path, writing));
  push(content === '' ? `<${name}/>` : `<${name}>${content}</${name}>`, writing);
}

function writeFields(name: string, fields: OutputField[], path: string, depth: number, writing: Writing): void {
  checkName(name, path);
  const attributes = fields.filter(({ key }) => key.startsWith('@'));
  const children = fields.filter(({ key }) => !key.startsWith('@'));
  push(`<${name}${attributes.map((field) => writeAttribute(field, writing)).join('')}`, writing);
  if (children.length === 0) {
    push('/>', writing);
    return;
  }
  push('>', writing);
  for (const child of children) {
    if (child.key === TEXT_KEY) push(escapeContent(readSingle(child, 'text', writing)), writing);
    else writeElement(child.key, child.value, child.path, depth + 1, writing);
  }
  push(`</${name}>`, writing);
}

function writeAttribute(field: OutputField, writing: Writing): string {
  const name = field.key.slice(1);
  checkName(name, field.path);
  return ` ${name}="${escapeAttribute(readSingle(field, 'an attribute', writing))}"`;
}

function readSingle({ value, path }: OutputField, what: string, writing: Writing): string {
  const text = writing.walk.scalarText(value, path);
  if (text !== undefined) return keepAllowed(text, path, writing);
  throw renderError('not-encodable', `${namePath(path)} is ${describeValue(value)}; ${what} in XML is one value`);
}

function keepAllowed(text: string, path: string, writing: Writing): string {
  const { text: kept, stripped } = stripForbidden(text);
  if (stripped !== undefined) {
    writing.stripped.push(
      diagnose('characters-stripped', `${namePath(path)} held ${stripped}, which XML cannot hold; it is left out`),
    );
  }
  return kept;
}

function checkName(name: string, path: string): void {
  if (isXmlName(name)) return;
  const why = name === '' ? 'an empty key' : `the key ${JSON.stringify(name)}`;
  throw renderError(
    'invalid-xml-name',
    `${namePath(path)}: ${why} is no XML name; a name starts with a letter or _ and has no spaces`,
  );
}

function push(part: string, { walk, parts }: Writing): void {
  walk.count(part.length);
  parts.push(part);
}

function listStripped(stripped: Diagnostic[]): Diagnostic[] {
  const listed = stripped.slice(0, MAX_LISTED);
  const more = stripped.length - listed.length;
  return more > 0 ? [...listed, diagnose('characters-stripped', `${more} more values held such characters`)] : listed;
}
