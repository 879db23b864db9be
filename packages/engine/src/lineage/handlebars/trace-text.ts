import type { Span } from '../../diagnostics/diagnostic.ts';
import { renderError } from '../../diagnostics/template-error.ts';
import { compileText } from '../../languages/handlebars/compile-text.ts';
import type { TextRequest } from '../../languages/handlebars/compile-text.ts';
import { Meter } from '../../languages/handlebars/meter.ts';
import type { ReadRole, TraceOf } from '../lineage.ts';
import { findHelper, readTree } from './template-tree.ts';
import type { Body, Call, Statement } from './template-tree.ts';
import { ExpressionTracer, tracePath } from './trace-expression.ts';
import { enterContext, enterRound, rootFrame } from './trace-frame.ts';
import type { TraceFrame } from './trace-frame.ts';
import { inputsOf, readAt, selectPart } from './traced-value.ts';
import type { TracedInput, TracedValue } from './traced-value.ts';

type Block = Extract<Statement, { kind: 'block' }>;

/** Reads that are listed. */
const MAX_LISTED = 20_000;

/** Renders a Handlebars template once, and says where each range of its text came from. Throws TemplateError. */
export function traceText(
  request: TextRequest,
  payload: unknown,
  bindings: Record<string, unknown>,
): { text: string } & TraceOf<Span> {
  // Whatever compilation refuses, it refuses here.
  compileText(request);
  const body = readTree(request.source) ?? { statements: [], parameters: [] };
  const tracer = new TextTracer(request);
  tracer.renderBody(body, rootFrame(payload, bindings));
  const { text, reads, origins, isTruncated } = tracer;
  return { text, reads, origins, truncated: isTruncated };
}

/**
 * Renders the tree of a template statement by statement, as the package's compiled code does, and knows where in the text it
 * is. What is inserted is written by the package.
 */
class TextTracer {
  text = '';
  isTruncated = false;
  readonly reads: TraceOf<Span>['reads'] = [];
  readonly origins: TraceOf<Span>['origins'] = [];
  private readonly request: TextRequest;
  private readonly expressions: ExpressionTracer;
  private readonly meter: Meter;
  private readonly write: { escaped: (value: unknown) => string; raw: (value: unknown) => string };

  constructor(request: TextRequest) {
    this.request = request;
    this.expressions = new ExpressionTracer(request.functions);
    this.meter = new Meter(request.budget);
    this.meter.start();
    const [escaped, raw] = ['{{value}}', '{{{value}}}'].map((source) => compileText({ ...request, source }));
    this.write = {
      escaped: (value) => escaped?.render({ value }, {}).text ?? '',
      raw: (value) => raw?.render({ value }, {}).text ?? '',
    };
  }

  renderBody({ statements }: Body, frame: TraceFrame): void {
    for (const statement of statements) {
      if (statement.kind === 'text') this.append(statement.text);
      else this.renderTag(statement, frame);
    }
  }

  private renderTag(statement: Exclude<Statement, { kind: 'text' }>, frame: TraceFrame): void {
    const output = { start: this.text.length, end: this.text.length };
    this.origins.push({ output, span: statement.span });
    if (statement.kind === 'insert') {
      this.insert(output, this.expressions.call(statement.call, frame), statement.isEscaped);
    } else if (statement.kind === 'block') this.renderBlock(statement, frame, output);
    else this.renderPartial(statement, frame, output);
    output.end = this.text.length;
  }

  private insert(output: Span, traced: TracedValue, isEscaped: boolean): void {
    const text = isEscaped ? this.write.escaped(traced.value) : this.write.raw(traced.value);
    this.meter.countInsert(text);
    this.append(text);
    this.list(output, traced.values, 'value');
    this.list(output, traced.controls, 'control');
  }

  private renderBlock(block: Block, frame: TraceFrame, output: Span): void {
    const { call, body, inverse } = block;
    const helper = findHelper(call, (name) => frame.parameters.has(name));
    const isField = helper === undefined || (call.parameters.length === 0 && call.hash.length === 0);
    if (isField) {
      this.renderFieldBlock(
        block,
        helper === undefined ? tracePath(call.path, frame) : this.expressions.call(call, frame),
        frame,
        output,
      );
      return;
    }
    if (!['if', 'unless', 'each', 'with'].includes(helper)) {
      this.insert(output, this.expressions.call(call, frame), false);
      return;
    }
    const subject = this.readSubject(helper, call, frame);
    this.list(output, inputsOf(subject), 'control');
    if (helper === 'each') this.renderEach(block, subject, frame);
    else if (helper === 'with') {
      if (isEmpty(subject.value)) this.renderBody(inverse, frame);
      else this.renderBody(body, enterContext(frame, subject, nameAll(body, [subject])));
    } else {
      const includeZero = call.hash.find(([name]) => name === 'includeZero');
      const zero = includeZero && this.expressions.evaluate(includeZero[1], frame);
      if (zero !== undefined) this.list(output, inputsOf(zero), 'control');
      const holds = !((!zero?.value && !subject.value) || isEmpty(subject.value));
      this.renderBody(holds === (helper === 'if') ? body : inverse, frame);
    }
  }

  private readSubject(helper: string, { parameters, span }: Call, frame: TraceFrame): TracedValue {
    const [subject, ...more] = parameters;
    if (subject === undefined || (more.length > 0 && helper !== 'each')) {
      throw renderError('evaluation-failed', `rendering failed: #${helper} requires exactly one argument`, span);
    }
    return this.expressions.evaluate(subject, frame);
  }

  /** `{{#field}}`: goes through an array, into anything else, and stays where it is for true. */
  private renderFieldBlock(block: Block, subject: TracedValue, frame: TraceFrame, output: Span): void {
    const { value } = subject;
    this.list(output, inputsOf(subject), 'control');
    if (value === true) this.renderBody(block.body, frame);
    else if (value === false || value === null || value === undefined) this.renderBody(block.inverse, frame);
    else if (Array.isArray(value)) this.renderEach(block, subject, frame);
    else this.renderBody(block.body, enterContext(frame, subject, []));
  }

  private renderEach({ body, inverse, call }: Block, subject: TracedValue, frame: TraceFrame): void {
    const { value } = subject;
    const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
    for (const [index, key] of keys.entries()) {
      this.meter.countIteration();
      const item = readAt(
        selectPart(subject, key),
        call.parameters[0]?.kind === 'path' ? call.parameters[0].path.span : call.span,
      );
      const position = Array.isArray(value) ? index : key;
      const named = nameAll(body, [item, { ...item, value: position, place: undefined }]);
      const round = enterRound(frame, { index, key: position, isLast: index === keys.length - 1 }, item);
      const output = { start: this.text.length, end: this.text.length };
      this.list(output, inputsOf(item), 'control');
      this.renderBody(body, enterContext(round, item, named));
      output.end = this.text.length;
    }
    if (keys.length === 0) this.renderBody(inverse, frame);
  }

  /** A call of another template is rendered by the package: what it reads of its context is not told apart. */
  private renderPartial(statement: Extract<Statement, { kind: 'partial' }>, frame: TraceFrame, output: Span): void {
    const [context] = frame.contexts;
    const data = Object.fromEntries([...frame.data[0]].map(([name, { value }]) => [name, value]));
    const source = this.request.source.slice(statement.span.start, statement.span.end);
    this.append(compileText({ ...this.request, source }).render(context.value, data).text);
    const given = statement.parameters.map((parameter) => this.expressions.evaluate(parameter, frame));
    for (const part of [readAt(context, statement.span), ...given]) this.list(output, inputsOf(part), 'value');
  }

  private append(text: string): void {
    this.text += text;
    this.meter.checkLength(this.text.length);
  }

  private list(output: Span, inputs: readonly TracedInput[], role: ReadRole): void {
    for (const { root, pointer, span } of inputs) {
      if (this.reads.length >= MAX_LISTED) this.isTruncated = true;
      else this.reads.push({ output, root, input: pointer, role, span });
    }
  }
}

function nameAll({ parameters }: Body, values: readonly TracedValue[]): [string, TracedValue][] {
  return parameters.flatMap((name, index): [string, TracedValue][] => {
    const value = values[index];
    return value === undefined ? [] : [[name, value]];
  });
}

/** What `if` and `with` take for nothing. */
function isEmpty(value: unknown): boolean {
  return (!value && value !== 0) || (Array.isArray(value) && value.length === 0);
}
