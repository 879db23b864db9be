import { describeValue } from '../diagnostics/describe-value.ts';
import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { locateJsonError } from '../diagnostics/locate-json-error.ts';
import { positionAt } from '../diagnostics/position.ts';
import { renderError, TemplateError } from '../diagnostics/template-error.ts';
import { checkBodySize, tooLarge } from './body-size.ts';
import { FORMAT_TRAITS } from './format-traits.ts';
import type { Encoded, FormatPort } from './format.ts';
import { joinPath, namePath } from './name-path.ts';
import { diagnoseUnsafeKey, isUnsafeKey } from './unsafe-key.ts';

const { contentType } = FORMAT_TRAITS.json;
const MAX_DEPTH = 256;
const SNIPPET = 30;

/** JSON (RFC 8259) without spaces, keys in their order, undefined left out. */
export const jsonFormat: FormatPort = { encode, accept, escape: escapeText };

function encode(value: unknown, outputBytes: number): Encoded {
  if (value === undefined) throw renderError('no-output', 'the template produced nothing');
  const walk = { bytes: 0, outputBytes, diagnostics: [] as Diagnostic[] };
  checkValue(value, '', 0, walk);
  const unsafe = walk.diagnostics.length > 0;
  const body = unsafe ? JSON.stringify(value, leaveOutUnsafe) : JSON.stringify(value);
  checkBodySize(body, outputBytes);
  const sent: unknown = unsafe ? JSON.parse(body) : value;
  return { value: sent, body, contentType, diagnostics: walk.diagnostics };
}

function accept(text: string, outputBytes: number): Encoded {
  checkBodySize(text, outputBytes);
  try {
    const value: unknown = JSON.parse(text);
    return { value, body: text, contentType, diagnostics: [] };
  } catch (error) {
    throw new TemplateError('render', [diagnose('invalid-json-output', explainInvalidOutput(text))], { cause: error });
  }
}

function explainInvalidOutput(text: string): string {
  const { offset, problem } = locateJsonError(text) ?? { offset: 0, problem: 'it cannot be parsed' };
  const { line, column, text: lineText } = positionAt(text, offset);
  const before = lineText.slice(Math.max(0, column - 1 - SNIPPET), column - 1);
  const after = lineText.slice(column - 1, column - 1 + SNIPPET);
  return `the output is not JSON at line ${line}, column ${column}: ${problem}; near ${before}⟦here⟧${after}`;
}

function escapeText(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

interface Walk {
  /** A lower bound of the bytes so far: shared values can make a small graph an endless text. */
  bytes: number;
  outputBytes: number;
  diagnostics: Diagnostic[];
}

function checkValue(value: unknown, path: string, depth: number, walk: Walk): void {
  walk.bytes += typeof value === 'string' ? value.length + 2 : 1;
  if (walk.bytes > walk.outputBytes) throw tooLarge(walk.outputBytes);
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || value === undefined) return;
  if (typeof value === 'number') {
    if (Number.isFinite(value)) return;
    throw renderError('not-a-number', `${namePath(path)} is ${value}, which JSON cannot hold`);
  }
  const met = describeValue(value);
  if (typeof value !== 'object' || met === 'a function') {
    throw renderError('not-encodable', `${namePath(path)} is ${met}, which JSON cannot hold`);
  }
  if (depth >= MAX_DEPTH) throw renderError('output-too-deep', `the output nests deeper than ${MAX_DEPTH} levels`);
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) checkValue(item, `${path}[${index}]`, depth + 1, walk);
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    const itemPath = joinPath(path, key);
    if (isUnsafeKey(key, item)) {
      walk.diagnostics.push(diagnoseUnsafeKey(itemPath));
    } else {
      walk.bytes += key.length + 3;
      checkValue(item, itemPath, depth + 1, walk);
    }
  }
}

function leaveOutUnsafe(key: string, value: unknown): unknown {
  return isUnsafeKey(key, value) ? undefined : value;
}
