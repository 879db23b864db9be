import type { Span } from '../diagnostics/diagnostic.ts';
import type { BlockNode, ObjectNode, PairNode, SyntaxNode } from '../languages/jsonata/tree/syntax-node.ts';
import { withoutKeepArray } from '../languages/jsonata/tree/syntax-node.ts';
import type { ObjectFields, RowSite, ScopeSite } from './mapping.ts';
import { readUnits } from './own-comments.ts';
import type { TokenIndex, Unit } from './own-comments.ts';
import { PlaceReader } from './place-reader.ts';
import type { Link, LinkRole, Scope, ScopeVariable } from './projection.ts';
import { readLoop } from './read-loop.ts';
import { describeRow, findTable } from './describe-row.ts';
import { findGiven } from './find-given.ts';
import { NOTHING, readingsOf, relocate, Variables } from './reading.ts';
import type { Reached, Reading, ReadingContext } from './reading.ts';
import { readWithin } from './read-within.ts';
import type { ObjectSite, Row, RowId, ScopeId, Slot, Within } from './row.ts';
import { seeThrough } from './see-through.ts';
import type { Seen } from './see-through.ts';
import { escapeToken } from '../shapes/json-pointer.ts';
import { writePointer } from './source-place.ts';

/** Where a value stands: what its row is to the rows around it. */
export interface Stand {
  id: RowId;
  holder: RowId | undefined;
  slot: Slot;
  name?: string | undefined;
  keySpan?: Span | undefined;
  span?: Span;
  unit?: Unit;
  pointer: string;
  scope: ScopeId;
}

/** A row while what it holds is still being read. */
export interface OpenRow {
  id: RowId;
  pointer: string;
  children: RowId[];
  /** What its bindings have added to. */
  scope: ScopeId;
  setObject(site: ObjectSite | undefined): void;
}

/** Makes rows, links and scopes of a tree. */
export class RowReader {
  readonly rows: Row[] = [];
  readonly links: Link[] = [];
  readonly sites = new Map<RowId, RowSite>();
  readonly objects = new Map<number, ObjectFields>();
  readonly scopes = new Map<ScopeId, ScopeSite>();
  readonly places: PlaceReader;
  private readonly records = new Map<ScopeId, Scope & { variables: ScopeVariable[] }>();
  private readonly tokens: TokenIndex;

  constructor(root: Reached, tokens: TokenIndex) {
    this.places = new PlaceReader(root);
    this.tokens = tokens;
  }

  listScopes(): Scope[] {
    return [...this.records.values()];
  }

  readRow(node: SyntaxNode, stand: Stand): void {
    let seen = seeThrough(node);
    const children: RowId[] = [];
    const { id, holder, slot, name, keySpan, unit, pointer, scope } = stand;
    const valueSpan = { start: node.start, end: node.end };
    const base = {
      id,
      holder,
      slot,
      name,
      targetPointer: pointer,
      span: stand.span ?? valueSpan,
      keySpan,
      valueSpan,
      comments: unit?.comments ?? [],
      scope,
      within: [],
      children,
      object: undefined,
      gives: undefined,
    };
    // Its place is before what it holds; what it is can depend on the variables around it.
    const at = this.rows.push(describeRow(base, seen)) - 1;
    const replace = (changed: Row): void => {
      this.rows[at] = changed;
      this.sites.set(id, { row: changed, node, core: seen.core, coreScope: open.scope, unit });
    };
    const open: OpenRow = {
      id,
      pointer,
      children,
      scope,
      setObject: (object) => {
        const current = this.rows[at];
        if (current !== undefined) replace({ ...current, object });
      },
    };
    const within: Within[] = [];
    this.readAround(seen, open);
    let read = { node: seen.core, context: this.contextOf(open.scope) };
    for (let inner = readWithin(this, seen, open); inner !== undefined; inner = readWithin(this, seen, open)) {
      within.push(inner.within);
      seen = seeThrough(inner.body);
      this.readAround(seen, open);
      // A function at the end of a path may take what the path leads to without naming it.
      if (inner.body.kind !== 'call') read = { node: seen.core, context: this.contextOf(open.scope) };
    }
    const { context } = read;
    const row = describeRow({ ...base, within }, seen);
    replace(row);
    let reached = NOTHING;
    if (row.kind === 'loop') replace(readLoop(this, row, seen, open));
    else if (row.kind === 'object') this.readObject(seen.core, open);
    else if (row.kind === 'cond') replace({ ...row, branches: this.readBranches(seen.core, open) });
    else if (row.kind === 'list') this.readItems(seen.core, open);
    else {
      if (row.kind === 'lookup') replace(findTable(row, context));
      reached = this.places.read(read.node, context);
      this.link(id, readingsOf(relocate(reached, valueSpan)));
    }
    const made = this.rows[at];
    if (made !== undefined) replace({ ...made, gives: findGiven(made, reached, seen.keepArray) });
  }

  /** The variables and transforms around a value. */
  private readAround({ blocks, transforms }: Seen, open: OpenRow): void {
    for (const block of blocks) this.readBindings(block, open);
    const context = this.contextOf(open.scope);
    for (const transform of transforms) {
      const reached = this.places.call({ kind: 'transform', node: transform, context }, [NOTHING], context, transform);
      this.link(open.id, readingsOf(reached));
    }
  }

  contextOf(scope: ScopeId): ReadingContext {
    return this.scopes.get(scope)?.context ?? { item: NOTHING, parent: undefined, variables: new Variables() };
  }

  openScope(id: ScopeId, outer: ScopeId | undefined, row: RowId, context: ReadingContext): ScopeId {
    let unique = id;
    while (this.scopes.has(unique)) unique += '~';
    this.scopes.set(unique, { id: unique, outer, context });
    this.records.set(unique, { id: unique, outer, row, sourcePointer: onlyPointer(context.item), variables: [] });
    return unique;
  }

  addVariable(scope: ScopeId, name: string, kind: ScopeVariable['kind'], reached: Reached, row?: RowId): void {
    this.records.get(scope)?.variables.push({ name, kind, sourcePointer: onlyPointer(reached), row });
  }

  link(row: RowId, readings: readonly Reading[], role?: LinkRole): void {
    const known = new Set<string>();
    for (const { place, span, role: own } of readings) {
      const as = own === 'value' ? (role ?? own) : own;
      const pointer = writePointer(place);
      // What is gone through is the array.
      const sourcePointer = as === 'iterate' ? pointer.replace(/(?:\/\[\])+$/, '') : pointer;
      const link: Link = { sourcePointer, row, viaSpan: { start: span.start, end: span.end }, role: as };
      const key = `${link.sourcePointer} ${link.role} ${span.start} ${span.end}`;
      if (!known.has(key)) this.links.push(link);
      known.add(key);
    }
  }

  /** The variables of a block: what is behind them sees all, each of them those before it. */
  readBindings(block: BlockNode, open: OpenRow): void {
    const outer = open.scope;
    const context = { ...this.contextOf(outer), variables: new Variables(this.contextOf(outer).variables) };
    open.scope = this.openScope(`${open.id}(`, outer, open.id, context);
    const units = readUnits(block.expressions, block.token.end, ';', this.tokens);
    let before = outer;
    for (const [index, expression] of block.expressions.slice(0, -1).entries()) {
      if (expression.kind !== 'bind') continue;
      const variable = withoutKeepArray(expression.variable);
      const name = variable.kind === 'variable' ? `$${variable.name}` : undefined;
      const id = this.freeId(`${open.id}${name ?? '$'}`);
      open.children.push(id);
      const unit = units[index];
      this.readRow(expression.value, {
        id,
        holder: open.id,
        slot: 'binding',
        name,
        keySpan: { start: variable.start, end: variable.end },
        span: { start: expression.start, end: expression.end },
        ...(unit === undefined ? {} : { unit }),
        pointer: name ?? '$',
        scope: before,
      });
      const reached = this.places.read(expression, context);
      if (name === undefined) continue;
      this.addVariable(open.scope, name, 'binding', reached, id);
      if (index === block.expressions.length - 2) continue;
      const known = { ...context, variables: new Variables(this.contextOf(before).variables) };
      known.variables.set(name.slice(1), reached);
      before = this.openScope(`${id}:`, before, open.id, known);
      this.addVariable(before, name, 'binding', reached, id);
    }
  }

  readFields(pairs: readonly PairNode[], from: number, open: OpenRow): Unit[] {
    const units = readUnits(pairs, from, ',', this.tokens);
    for (const [index, pair] of pairs.entries()) {
      const name = pair.key.kind === 'string' ? pair.key.value : undefined;
      const id = this.freeId(`${open.id}/${name === undefined ? '*' : writeIdName(name)}`);
      open.children.push(id);
      const unit = units[index];
      this.readRow(pair.value, {
        id,
        holder: open.id,
        slot: 'field',
        name,
        keySpan: { start: pair.key.start, end: pair.key.end },
        span: { start: pair.start, end: pair.end },
        ...(unit === undefined ? {} : { unit }),
        pointer: `${open.pointer}/${name === undefined ? '*' : escapeToken(name)}`,
        scope: open.scope,
      });
      if (name === undefined) this.link(id, readingsOf(this.places.read(pair.key, this.contextOf(open.scope))));
    }
    return units;
  }

  readObjectFields(node: ObjectNode, open: OpenRow): void {
    open.setObject({ span: { start: node.start, end: node.end }, scope: open.scope });
    this.objects.set(node.start, { node, units: this.readFields(node.pairs, node.token.end, open) });
  }

  private readObject(core: SyntaxNode, open: OpenRow): void {
    if (core.kind === 'object') this.readObjectFields(core, open);
    const merged = core.kind === 'call' ? core.arguments[0] : undefined;
    if (merged?.kind !== 'array') return;
    const units = readUnits(merged.items, merged.token.end, ',', this.tokens);
    for (const [index, item] of merged.items.entries()) {
      this.readChild(item, open, { id: `${open.id}+${index}`, slot: 'part', pointer: open.pointer }, units[index]);
      const part = this.sites.get(`${open.id}+${index}`)?.row;
      if (part?.object !== undefined) open.setObject(part.object);
    }
  }

  private readItems(core: SyntaxNode, open: OpenRow): void {
    if (core.kind !== 'array') return;
    const units = readUnits(core.items, core.token.end, ',', this.tokens);
    for (const [index, item] of core.items.entries()) {
      const child = { id: `${open.id}[${index}]`, slot: 'item' as const, pointer: `${open.pointer}/[]` };
      this.readChild(item, open, child, units[index]);
    }
  }

  /** `a ? b : c ? d : e` is one row with three branches. */
  private readBranches(core: SyntaxNode, open: OpenRow): (Row & { kind: 'cond' })['branches'][number][] {
    const branches: (Row & { kind: 'cond' })['branches'][number][] = [];
    const context = this.contextOf(open.scope);
    const addBranch = (node: SyntaxNode, testSpan: Span | undefined): void => {
      const id = `${open.id}?${branches.length}`;
      branches.push({ role: testSpan === undefined ? 'else' : 'when', testSpan, row: id });
      this.readChild(node, open, { id, slot: 'branch', pointer: open.pointer });
    };
    let rest: SyntaxNode | undefined = core;
    while (rest?.kind === 'condition') {
      const { test, consequence, otherwise }: SyntaxNode & { kind: 'condition' } = rest;
      this.link(open.id, readingsOf(relocate(this.places.read(test, context), test), 'cond'), 'cond');
      addBranch(consequence, { start: test.start, end: test.end });
      rest = otherwise;
    }
    if (rest !== undefined) addBranch(rest, undefined);
    return branches;
  }

  readChild(node: SyntaxNode, open: OpenRow, child: Pick<Stand, 'id' | 'slot' | 'pointer'>, unit?: Unit): void {
    open.children.push(child.id);
    this.readRow(node, { ...child, holder: open.id, scope: open.scope, ...(unit === undefined ? {} : { unit }) });
  }

  private freeId(id: RowId): RowId {
    if (!this.sites.has(id)) return id;
    for (let count = 1; ; count++) {
      if (!this.sites.has(`${id}#${count}`)) return `${id}#${count}`;
    }
  }
}

/** Names keep clear of the signs that ids are made with. */
function writeIdName(name: string): string {
  return escapeToken(name).replaceAll(/[%#?()+$[\]*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
}

function onlyPointer({ places }: Reached): string | undefined {
  const [only] = places;
  return only !== undefined && places.length === 1 ? writePointer(only.place) : undefined;
}
