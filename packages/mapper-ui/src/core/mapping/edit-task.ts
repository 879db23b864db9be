import type { Action, Row, Span } from '@postmap/engine';
import type { AddLine, EntryLine, MappingLine, OtherwiseLine, RowLine } from './mapping-line.ts';
import { shortenPaths } from './shorten-paths.ts';
import { readStatic, writeStaticText } from './static-value.ts';

/** Something of a line that is being typed, in place. */
export interface EditTask {
  /** The line it is drawn in. */
  readonly line: string;
  readonly place: 'name' | 'value';
  /** What it is, for whoever cannot see where it stands. */
  readonly label: string;
  readonly placeholder: string;
  readonly initial: string;
  /** What stays in front of what is typed; empty for nothing. */
  readonly prefix: string;
  /** Of an expression the text around it, so that it can be completed; undefined for names and static values. */
  readonly frame: { readonly before: string; readonly after: string } | undefined;
  /** What an empty value is for: fields of that name are offered before anything is typed. */
  readonly wanted: string | undefined;
  /** What to do with what was typed; undefined when there is nothing to do. */
  readonly toAction: (typed: string) => Action | undefined;
  /** After it the value is typed: of the field, or entry, that this made. */
  readonly thenValue: boolean;
}

interface TaskParts extends Pick<EditTask, 'label' | 'toAction'> {
  place?: EditTask['place'];
  placeholder?: string;
  initial?: string;
  prefix?: string;
  frame?: EditTask['frame'];
  wanted?: string | undefined;
  thenValue?: boolean;
}

/** A task with what most of them have. */
export function makeTask({ id }: Pick<MappingLine, 'id'>, { label, toAction, ...parts }: TaskParts): EditTask {
  return {
    line: id,
    place: parts.place ?? 'value',
    label,
    placeholder: parts.placeholder ?? 'an expression',
    initial: parts.initial ?? '',
    prefix: parts.prefix ?? '',
    frame: parts.frame,
    wanted: parts.wanted,
    thenValue: parts.thenValue ?? false,
    toAction,
  };
}

/** The value as an expression. Undefined where it takes more than a line: that is edited as code. */
export function typeExpression(line: Pick<RowLine, 'id' | 'row'>, source: string): EditTask | undefined {
  const { row } = line;
  const text = sliceSpan(source, row.valueSpan);
  if (text.includes('\n')) return undefined;
  return makeTask(line, {
    label: `Value of ${nameRow(row)}`,
    placeholder: 'a field, "text", { } or [ ]',
    initial: text === 'null' ? '' : text,
    frame: frameOf(source, row.valueSpan),
    wanted: text === 'null' ? row.name : undefined,
    toAction: (typed) =>
      typed === text ? undefined : { type: 'setExpression', row: row.id, text: typed === '' ? 'null' : typed },
  });
}

export function typeStatic(line: RowLine): EditTask {
  const { row } = line;
  return makeTask(line, {
    label: `Static value of ${nameRow(row)}`,
    placeholder: 'text, a number, true, false or null',
    initial: row.kind === 'literal' ? writeStaticText(row.value) : '',
    toAction: (typed) => ({ type: 'setStatic', row: row.id, value: readStatic(typed) }),
  });
}

/** The name of a field, or the condition of an outcome. Undefined where there is none to type. */
export function typeName(line: RowLine, source: string): EditTask | undefined {
  const { row, branch } = line;
  if (branch !== undefined) {
    const { testSpan } = branch.branch;
    if (testSpan === undefined) return undefined;
    return makeTask(line, {
      place: 'name',
      label: 'Condition',
      initial: sliceSpan(source, testSpan),
      frame: frameOf(source, testSpan),
      toAction: (text) => ({
        type: 'setCondition',
        row: branch.of,
        change: { kind: 'when', branch: branch.index, text },
      }),
    });
  }
  const { name } = row;
  if (name === undefined) return undefined;
  return makeTask(line, {
    place: 'name',
    label: `Name of ${nameRow(row)}`,
    placeholder: 'a name',
    initial: name,
    toAction: (typed) => (typed === name ? undefined : { type: 'rename', row: row.id, name: typed }),
  });
}

/** A condition for what the row gives, or one more outcome of the condition that it has. */
export function typeCondition(line: RowLine, source: string): EditTask {
  const { row } = line;
  return makeTask(line, {
    label: row.kind === 'cond' ? `One more condition for ${nameRow(row)}` : `Only when: condition for ${nameRow(row)}`,
    placeholder: 'when … such as is_test = "1"',
    frame: { before: source.slice(0, row.valueSpan.start), after: source.slice(row.valueSpan.end) },
    toAction: (when) =>
      when === ''
        ? undefined
        : {
            type: 'setCondition',
            row: row.id,
            change: row.kind === 'cond' ? { kind: 'add', when } : { kind: 'create', when },
          },
  });
}

/**
 * What is given where the row's value is missing, null or empty. Undefined where nothing has a value that could be missing, where one is given
 * already, and where the value takes more than a line.
 */
export function typeDefault(line: RowLine, source: string): EditTask | undefined {
  const { row } = line;
  const text = sliceSpan(source, row.valueSpan);
  const reads = row.kind === 'path' || row.kind === 'raw' || row.kind === 'fn';
  if (!reads || text.includes('\n') || (row.kind === 'fn' && row.fn.name === '$default')) return undefined;
  return makeTask(line, {
    label: `What ${nameRow(row)} is when there is none`,
    prefix: `${shortenPaths(text)}, else`,
    placeholder: 'text, or null',
    toAction: (typed) =>
      typed === ''
        ? undefined
        : { type: 'setExpression', row: row.id, text: `$default(${text}, ${JSON.stringify(readStatic(typed))})` },
  });
}

export function typeOtherwise(line: RowLine, source: string): EditTask {
  const { row } = line;
  return makeTask(line, {
    label: `What ${nameRow(row)} is otherwise`,
    placeholder: 'otherwise …',
    frame: frameOf(source, row.valueSpan),
    toAction: (text) =>
      text === '' ? undefined : { type: 'setCondition', row: row.id, change: { kind: 'else', text } },
  });
}

/** A new field, or entry, with the key that is proposed for it; its value comes next. */
export function typeNew(line: Pick<AddLine, 'id' | 'what' | 'to'>, proposed?: string): EditTask {
  return line.what === 'field'
    ? makeTask(line, {
        place: 'name',
        label: 'Name of the new field',
        placeholder: 'a name',
        thenValue: true,
        toAction: (name) => (name === '' ? undefined : { type: 'addRow', holder: line.to, name }),
      })
    : makeTask(line, {
        place: 'name',
        label: 'Key of the new entry',
        placeholder: 'a key',
        initial: proposed ?? '',
        thenValue: true,
        toAction: (key) =>
          key === '' ? undefined : { type: 'setLookup', row: line.to, change: { kind: 'set', key, value: '' } },
      });
}

/** A new field in what the row gives: an empty one becomes an object by it. Undefined where there is no place for fields. */
export function typeInner(line: RowLine): EditTask | undefined {
  const { row } = line;
  const isEmpty = row.kind === 'literal' && row.value === null;
  if (row.object === undefined && !isEmpty) return undefined;
  return makeTask(line, {
    label: `Name of the new field in ${nameRow(row)}`,
    placeholder: 'a name',
    thenValue: true,
    toAction: (typed) => {
      const name = typed.trim();
      return name === '' ? undefined : { type: 'addRow', holder: row.id, name };
    },
  });
}

export function typeEntryKey(line: EntryLine): EditTask | undefined {
  const { key } = line.entry;
  if (key === undefined) return undefined;
  return makeTask(line, {
    place: 'name',
    label: 'Key',
    placeholder: 'a key',
    initial: key,
    toAction: (to) =>
      to === key ? undefined : { type: 'setLookup', row: line.row.id, change: { kind: 'rename', key, to } },
  });
}

export function typeEntryValue(line: Pick<EntryLine, 'id' | 'row' | 'entry'>): EditTask | undefined {
  const { key, value } = line.entry;
  if (key === undefined) return undefined;
  return makeTask(line, {
    label: `Value for ${key}`,
    placeholder: 'text, a number, true, false or null',
    initial: writeStaticText(value),
    toAction: (typed) => ({
      type: 'setLookup',
      row: line.row.id,
      change: { kind: 'set', key, value: readStatic(typed) },
    }),
  });
}

export function typeLookupOtherwise(line: OtherwiseLine): EditTask {
  return makeTask(line, {
    label: 'Value for other keys',
    placeholder: 'a value; empty for nothing',
    toAction: (typed) => ({
      type: 'setLookup',
      row: line.row.id,
      change: { kind: 'otherwise', value: typed === '' ? undefined : readStatic(typed) },
    }),
  });
}

export function typeLookupKey(line: RowLine, source: string): EditTask | undefined {
  const { row } = line;
  if (row.kind !== 'lookup') return undefined;
  const span = row.lookup.keySpan;
  return makeTask(line, {
    label: `What ${nameRow(row)} looks up`,
    initial: sliceSpan(source, span),
    frame: frameOf(source, span),
    toAction: (text) => ({ type: 'setLookup', row: row.id, change: { kind: 'key', text } }),
  });
}

/** A row in words. */
export function nameRow({ name, slot, targetPointer }: Row): string {
  return name ?? (slot === 'root' ? 'the output' : (targetPointer.split('/').at(-1) ?? 'it'));
}

export function sliceSpan(source: string, { start, end }: Span): string {
  return source.slice(start, end);
}

/** What stands around a part of a source. */
export function frameOf(source: string, { start, end }: Span): { before: string; after: string } {
  return { before: source.slice(0, start), after: source.slice(end) };
}
