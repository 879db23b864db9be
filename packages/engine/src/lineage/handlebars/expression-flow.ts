import {
  allOf,
  anyPart,
  CONSTANT,
  derivedFrom,
  joinFlows,
  joinReadings,
  PAYLOAD,
  placeFlow,
  readAt,
  readingsOf,
  selectFlow,
  withControls,
} from '../flow.ts';
import type { Flow } from '../flow.ts';
import { CONTEXT_NAMES } from '../context-names.ts';
import type { TemplatePath } from '../../languages/handlebars/analysis/template-path.ts';
import { findHelper } from './template-tree.ts';
import type { Call, Expression } from './template-tree.ts';
import { contextAt } from './text-frame.ts';
import type { TextFrame } from './text-frame.ts';

export function readExpressionFlow(expression: Expression, frame: TextFrame): Flow {
  if (expression.kind === 'literal') return CONSTANT;
  return expression.kind === 'path' ? readPathFlow(expression.path, frame) : readCallFlow(expression.call, frame);
}

/** What a call gives: the value of a path, or of a helper with what it is given. */
export function readCallFlow(call: Call, frame: TextFrame): Flow {
  const helper = findHelper(call, (name) => frame.parameters.has(name));
  if (helper === undefined) return readPathFlow(call.path, frame);
  const given = call.parameters.map((parameter) => readExpressionFlow(parameter, frame));
  const named = call.hash.map(([, value]) => readExpressionFlow(value, frame));
  const [first = CONSTANT, second = CONSTANT] = given;
  if (given.length === 0 && named.length === 0) {
    // A function by its name alone is a field of the context.
    return readAt(selectPart(frame.context, helper), call.path.span);
  }
  if (helper === 'default') return withControls(joinFlows(first, second), allOf(first));
  if (helper === 'lookup') {
    const [, key] = call.parameters;
    const isWritten = key?.kind === 'literal' && typeof key.value === 'string';
    const part = isWritten ? selectPart(first, String(key.value)) : derive([anyPart(first), second]);
    return withControls(readAt(part, call.span), allOf(first));
  }
  return derive([...given, ...named]);
}

export function readPathFlow(path: TemplatePath, frame: TextFrame): Flow {
  const start = findStart(path, frame);
  return readAt(path.parts.slice(start.taken).reduce(selectPart, start.flow), path.span);
}

/** Where the path begins, and how many of its parts said so. */
function findStart(path: TemplatePath, frame: TextFrame): { flow: Flow; taken: number } {
  const [first = ''] = path.parts;
  // Handlebars takes `@item` for a block parameter `item`, too.
  const parameter = path.isExplicit || path.depth > 0 ? undefined : frame.parameters.get(first);
  if (parameter !== undefined) return { flow: parameter, taken: 1 };
  if (path.isData) {
    if (first === 'root') return { flow: placeFlow(PAYLOAD), taken: 1 };
    if (CONTEXT_NAMES.some((name) => name === first)) return { flow: placeFlow(`$${first}`), taken: 1 };
    const isOfLoop = ['index', 'key', 'first', 'last'].includes(first);
    return { flow: isOfLoop ? derive([frame.loops.reduce(joinFlows, CONSTANT)]) : CONSTANT, taken: path.parts.length };
  }
  return { flow: contextAt(frame, path.depth), taken: 0 };
}

/** A number may be a position, which has no name, or the name of a field; a length is that of the whole. */
function selectPart(flow: Flow, part: string): Flow {
  const field = selectFlow(flow, part);
  if (part === 'length') return joinFlows(field, anyPart(flow));
  return /^\d+$/.test(part) ? joinFlows(field, flow) : field;
}

function derive(flows: readonly Flow[]): Flow {
  const controls = flows.map((flow) => flow.controls).reduce(joinReadings, CONSTANT.controls);
  return withControls(derivedFrom(flows.map(readingsOf).reduce(joinReadings, CONSTANT.derived)), controls);
}
