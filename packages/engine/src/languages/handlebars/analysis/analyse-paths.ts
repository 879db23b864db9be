import Handlebars from 'handlebars';
import type { Diagnostic, Span } from '../../../diagnostics/diagnostic.ts';
import { Findings } from '../../../diagnostics/findings.ts';
import { describeAbsence } from '../../../shapes/describe-missing.ts';
import { describeType } from '../../../shapes/describe-shape.ts';
import { countAbsent, rootPlace } from '../../../shapes/payload-place.ts';
import type { PayloadPlace } from '../../../shapes/payload-place.ts';
import { typesOf } from '../../../shapes/shape.ts';
import type { Shape } from '../../../shapes/shape.ts';
import { findTrueText } from '../../../shapes/text-flag.ts';
import { isRecord } from '../../is-record.ts';
import { KNOWN_HELPERS } from '../environment.ts';
import { PARTIAL_BLOCK, readPartialCall } from '../partials/partial-call.ts';
import type { LinkedPartial } from '../partials/linked-partial.ts';
import type { PartialCall } from '../partials/partial-call.ts';
import { checkBlockParameters, readBlockParameters } from './block-parameters.ts';
import { enterEach, enterWith, openFrame } from './frame.ts';
import type { Reading } from './frame.ts';
import { PartialWalks } from './partial-walks.ts';
import { resolvePath } from './resolve-path.ts';
import type { Resolver } from './resolve-path.ts';
import { readPath } from './template-path.ts';
import type { TemplatePath } from './template-path.ts';

type AstNode = Record<string, unknown>;

/**
 * What the paths, blocks and helpers of a template mean for payloads of a shape, and for any payload where none is given. What it calls is
 * looked at with what it is called with. For sources that `linkPartials` finds no error in; in source order.
 */
export function analysePaths(
  source: string,
  { shape, partials }: { shape: Shape | undefined; partials: readonly LinkedPartial[] },
): Diagnostic[] {
  const findings = new Findings();
  const place = shape === undefined || shape.types.size === 0 ? undefined : rootPlace(shape);
  const partialWalks = new PartialWalks(partials);
  const walk = new PathWalk({ source, root: place, findings }, { partialWalks });
  const program: unknown = Handlebars.parseWithoutProcessing(source);
  walk.readProgram(program, { frame: { place, outer: undefined, parameters: new Map() }, isGuarded: false });
  return [...findings.inSourceOrder(), ...partialWalks.list()];
}

interface Calling {
  partialWalks: PartialWalks;
  /** In a partial: the call in the template that leads to it. */
  call?: Span;
  /** In a partial: reads the block that it was called with, in the context where it is put. */
  readBlock?: ((context: Reading) => void) | undefined;
}

class PathWalk {
  private readonly resolver: Resolver;
  private readonly calling: Calling;

  constructor(resolver: Resolver, calling: Calling) {
    this.resolver = resolver;
    this.calling = calling;
  }

  readProgram(program: unknown, reading: Reading): void {
    if (!isRecord(program) || !Array.isArray(program.body)) return;
    for (const statement of program.body) {
      if (!isRecord(statement)) continue;
      if (statement.type === 'MustacheStatement') this.readInsert(statement, reading);
      else if (statement.type === 'BlockStatement') this.readBlock(statement, reading);
      else {
        const call = readPartialCall(statement, this.resolver.source);
        if (call !== undefined) this.readPartial(call, reading);
      }
    }
  }

  /** Pairs are added to the context, which then is no part of the payload: only the pairs are known of it. */
  private readPartial(call: PartialCall, reading: Reading): void {
    const { node, name = '' } = call;
    const [context] = paramsOf(node);
    const given = context === undefined ? reading.frame.place : this.readValue(context, reading, false);
    const pairs = pairsOf(node).map(({ key, value }) => [String(key), this.readValue(value, reading, false)] as const);
    const place = pairs.length > 0 ? undefined : given;
    const readBlock = call.isBlock
      ? (inner: Reading): void => {
          const isSame = inner.frame.place === reading.frame.place && pairs.length === 0;
          const frame = isSame ? reading.frame : { ...inner.frame, parameters: reading.frame.parameters };
          this.readProgram(node.program, { frame, isGuarded: inner.isGuarded });
        }
      : undefined;
    const inner: Reading = {
      frame: { place, outer: undefined, parameters: new Map(pairs) },
      isGuarded: reading.isGuarded,
    };
    if (name === PARTIAL_BLOCK) {
      if (this.calling.readBlock === undefined) readBlock?.(inner);
      else this.calling.readBlock(inner);
      return;
    }
    const root = this.calling.call ?? call.span;
    const entered = this.calling.partialWalks.enter(name, root);
    if (entered === undefined) return;
    const { partial, findings } = entered;
    const { partialWalks } = this.calling;
    const walk = new PathWalk(
      { source: partial.source, root: this.resolver.root, findings },
      // Without a block of its own it may put in the one that it is called within.
      { partialWalks, call: root, readBlock: readBlock ?? this.calling.readBlock },
    );
    walk.readProgram(Handlebars.parseWithoutProcessing(partial.source), inner);
  }

  private readInsert(node: AstNode, reading: Reading): void {
    if (isCall(node)) {
      this.readCall(node, reading);
      return;
    }
    const path = readPath(node.path, this.resolver.source);
    if (path === undefined || (path.parts.length === 1 && !path.isExplicit && KNOWN_HELPERS.has(path.text))) return;
    const place = resolvePath(this.resolver, path, reading.frame, false);
    if (place === undefined) return;
    this.checkInserted(path, place);
    this.checkPresence(path, place, reading);
  }

  private readBlock(node: AstNode, reading: Reading): void {
    const path = readPath(node.path, this.resolver.source);
    const [first] = paramsOf(node);
    const names = readBlockParameters(node);
    checkBlockParameters(this.resolver, node, names);
    switch (isCall(node) ? path?.text : undefined) {
      case 'if':
      case 'unless': {
        this.readCondition(first, reading);
        const inner = { ...reading, isGuarded: true };
        this.readProgram(node.program, inner);
        this.readProgram(node.inverse, inner);
        return;
      }
      case 'each': {
        const item = enterEach(this.readValue(first, reading, true));
        const frame = openFrame(reading.frame, item, names, [item]);
        this.readProgram(node.program, { frame, isGuarded: false });
        this.readProgram(node.inverse, reading);
        return;
      }
      case 'with': {
        const place = enterWith(this.readValue(first, reading, true));
        const frame = openFrame(reading.frame, place, names, [place]);
        this.readProgram(node.program, { frame, isGuarded: false });
        this.readProgram(node.inverse, reading);
        return;
      }
      default: {
        const unknown = openFrame(reading.frame, undefined, names, []);
        this.readProgram(node.program, { frame: unknown, isGuarded: true });
        this.readProgram(node.inverse, { ...reading, isGuarded: true });
      }
    }
  }

  /** A helper with what it is given; the first argument of most is what is inserted. */
  private readCall(node: AstNode, reading: Reading): void {
    const name = readPath(node.path, this.resolver.source)?.text;
    for (const [index, param] of paramsOf(node).entries()) {
      const isAsked = name === 'default' && index === 0;
      const place = this.readValue(param, reading, isAsked);
      const path = readPath(param, this.resolver.source);
      const isShown = index === 0 && (name === 'date' || name === 'money');
      if (isShown && place !== undefined && path !== undefined) this.checkPresence(path, place, reading);
    }
    for (const { value } of pairsOf(node)) this.readValue(value, reading, false);
  }

  private readValue(node: unknown, reading: Reading, isAsked: boolean): PayloadPlace | undefined {
    if (isRecord(node) && node.type === 'SubExpression') {
      this.readCall(node, reading);
      return undefined;
    }
    const path = readPath(node, this.resolver.source);
    return path === undefined ? undefined : resolvePath(this.resolver, path, reading.frame, isAsked);
  }

  private readCondition(node: unknown, reading: Reading): void {
    const path = readPath(node, this.resolver.source);
    const place = this.readValue(node, reading, true);
    const trueText = place === undefined ? undefined : findTrueText(place.shape);
    if (path === undefined || place === undefined || trueText === undefined) return;
    const seen = (place.shape.values ?? [])
      .filter((value) => typeof value === 'string')
      .map((value) => JSON.stringify(value));
    // There is no helper that compares; a table does.
    const table = `(table ${path.text} ${writeKey(trueText)}=true)`;
    const message = `\`${path.text}\` is text, ${seen.join(' or ')}, and any text but "" counts as true: write \`${table}\``;
    this.resolver.findings.add('text-condition', message, path.span, {
      title: `Compare with ${JSON.stringify(trueText)}`,
      edits: [{ ...path.span, text: table }],
    });
  }

  /** An object has no text. */
  private checkInserted({ text, span }: TemplatePath, { shape }: PayloadPlace): void {
    const types = typesOf(shape).filter((type) => type !== 'null');
    const ofItems = shape.items === undefined ? [] : typesOf(shape.items);
    const isList = types.length === 1 && types[0] === 'array' && ofItems.length === 1 && ofItems[0] === 'object';
    if (!isList && (types.length !== 1 || types[0] !== 'object')) return;
    const what = isList ? 'an array of objects' : describeType('object');
    const fix = isList ? 'go through it with {{#each}}' : 'name one of its fields';
    this.resolver.findings.add(
      'format-type',
      `\`${text}\` is ${what}, and is inserted as [object Object]: ${fix}`,
      span,
    );
  }

  private checkPresence({ text, span }: TemplatePath, place: PayloadPlace, { isGuarded }: Reading): void {
    const absent = isGuarded ? undefined : countAbsent(place);
    if (absent === undefined) return;
    const message = `\`${text}\` is ${describeAbsence(absent)}; nothing is put in its place then`;
    this.resolver.findings.add('maybe-absent', message, span);
  }
}

/** With arguments a name is a helper; alone it is a field. */
function isCall(node: AstNode): boolean {
  return paramsOf(node).length > 0 || isRecord(node.hash);
}

function paramsOf(node: AstNode): unknown[] {
  return Array.isArray(node.params) ? node.params : [];
}

function pairsOf(node: AstNode): AstNode[] {
  const pairs: unknown = isRecord(node.hash) ? node.hash.pairs : undefined;
  return Array.isArray(pairs) ? pairs.filter(isRecord) : [];
}

function writeKey(name: string): string {
  return /^[\w-]+$/.test(name) ? name : `[${name}]`;
}
