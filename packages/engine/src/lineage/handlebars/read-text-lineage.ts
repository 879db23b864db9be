import type { Span } from '../../diagnostics/diagnostic.ts';
import { allOf, CONSTANT, derivedFrom, joinReadings, PAYLOAD, placeFlow, readingsOf } from '../flow.ts';
import type { Flow, Readings } from '../flow.ts';
import type { LineageOf } from '../lineage.ts';
import { listSpans } from '../list-spans.ts';
import { readCallFlow, readExpressionFlow } from './expression-flow.ts';
import { findHelper, readTree } from './template-tree.ts';
import type { Body, Statement } from './template-tree.ts';
import { joinFrames, openTextFrame } from './text-frame.ts';
import type { TextFrame } from './text-frame.ts';

type Block = Extract<Statement, { kind: 'block' }>;

/**
 * Lineage of a Handlebars template, by the spans of its tags. What decides about a block decides about all within it. What
 * `{{#each}}` goes through has no name of its own, be it the items of an array or the fields of an object.
 */
export function readTextLineage(source: string): LineageOf<Span> {
  const lineage: LineageOf<Span> = { reads: [], origins: [] };
  const body = readTree(source);
  const frame: TextFrame = { context: placeFlow(PAYLOAD), outer: undefined, parameters: new Map(), loops: [] };
  if (body !== undefined) readBody(body, frame, lineage);
  return lineage;
}

function readBody({ statements }: Body, frame: TextFrame, lineage: LineageOf<Span>): void {
  for (const statement of statements) {
    if (statement.kind === 'text') continue;
    lineage.origins.push({ output: statement.span, spans: [statement.span] });
    if (statement.kind === 'insert') addFlow(statement.span, readCallFlow(statement.call, frame), lineage);
    else if (statement.kind === 'block') readBlock(statement, frame, lineage);
    else addFlow(statement.span, readPartial(statement, frame), lineage);
  }
}

/** What is called may read anything of its context. */
function readPartial({ parameters }: Extract<Statement, { kind: 'partial' }>, frame: TextFrame): Flow {
  const given = parameters.map((parameter) => readingsOf(readExpressionFlow(parameter, frame)));
  return derivedFrom(given.reduce(joinReadings, readingsOf(frame.context)));
}

function readBlock(block: Block, frame: TextFrame, lineage: LineageOf<Span>): void {
  const { call, body, inverse, span } = block;
  const helper = findHelper(call, (name) => frame.parameters.has(name));
  const [first] = call.parameters;
  const flow = first === undefined ? CONSTANT : readExpressionFlow(first, frame);
  const isThis = first?.kind === 'path' && isContext(first.path);
  switch (first === undefined ? undefined : helper) {
    case 'if':
    case 'unless': {
      const hash = call.hash.map(([, value]) => allOf(readExpressionFlow(value, frame)));
      addControls(span, hash.reduce(joinReadings, allOf(flow)), lineage);
      readBody(body, frame, lineage);
      break;
    }
    case 'each': {
      addControls(span, allOf(flow), lineage);
      const position = derivedFrom(readingsOf(flow));
      const named = body.parameters.map((name, index): [string, Flow] => [name, index === 0 ? flow : position]);
      readBody(body, openTextFrame(frame, flow, named, [flow, ...frame.loops]), lineage);
      break;
    }
    case 'with': {
      addControls(span, allOf(flow), lineage);
      // What goes nowhere else adds no level for `../`.
      const inner = isThis ? frame.outer : frame;
      const opened = openTextFrame(frame, flow, nameAll(body, flow));
      readBody(body, { ...opened, outer: inner }, lineage);
      break;
    }
    case undefined:
      readFieldBlock(block, frame, lineage);
      break;
    default:
      addFlow(span, readCallFlow(call, frame), lineage);
  }
  readBody(inverse, frame, lineage);
}

/** `{{#field}}`: goes through an array, into an object, or is a condition. */
function readFieldBlock({ call, body, span }: Block, frame: TextFrame, lineage: LineageOf<Span>): void {
  const flow = readCallFlow(call, frame);
  addControls(span, allOf(flow), lineage);
  const inside = openTextFrame(frame, flow, nameAll(body, flow), [flow, ...frame.loops]);
  readBody(body, isContext(call.path) ? joinFrames(inside, frame.outer) : joinFrames(inside, frame), lineage);
}

function nameAll({ parameters }: Body, flow: Flow): [string, Flow][] {
  return parameters.map((name) => [name, flow]);
}

function isContext({ parts, depth, isData }: { parts: string[]; depth: number; isData: boolean }): boolean {
  return parts.length === 0 && depth === 0 && !isData;
}

function addFlow(output: Span, flow: Flow, lineage: LineageOf<Span>): void {
  addReads(output, readingsOf(flow), 'value', lineage);
  addControls(output, flow.controls, lineage);
}

function addControls(output: Span, readings: Readings, lineage: LineageOf<Span>): void {
  addReads(output, readings, 'control', lineage);
}

function addReads(output: Span, readings: Readings, role: 'value' | 'control', { reads }: LineageOf<Span>): void {
  for (const [input, spans] of readings) reads.push({ output, input, role, spans: listSpans(spans) });
}
