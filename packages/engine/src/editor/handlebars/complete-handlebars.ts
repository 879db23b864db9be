import { dataReference } from '../../languages/handlebars/helper-reference.ts';
import { completeFields } from '../complete-fields.ts';
import { describedFunctions, writeParameter } from '../describe-function.ts';
import { describeSpot, showSample } from '../describe-spot.ts';
import type { Completion, CompletionItem, EditorRequest } from '../editor-request.ts';
import { readPayloadSpots } from '../payload-spots.ts';
import { escapeSnippet } from '../write-snippet.ts';
import type { PayloadSpots } from '../payload-spots.ts';
import type { Spot } from '../spot.ts';
import { readCaret } from './read-caret.ts';
import type { Caret } from './read-caret.ts';
import { readData, readPathSpot } from './read-frames.ts';
import { readTypedPath } from './read-path.ts';
import { writeName } from '../../languages/handlebars/write-name.ts';

const NOTHING: Completion = { items: [], isIncomplete: false };

export function completeHandlebars(request: EditorRequest): Completion {
  const payload = readPayloadSpots(request, '@');
  const caret = readCaret(request.template.source, request.offset, payload);
  if (caret === undefined) return NOTHING;
  if (caret.kind === 'close') return { items: completeClose(caret, ''), isIncomplete: false };
  if (caret.kind === 'open') return { items: completeBlocks(caret, ''), isIncomplete: false };
  if (caret.kind === 'partial') return { items: completePartials(caret, request.partialNames), isIncomplete: false };
  return completeExpression(caret, payload);
}

function completeExpression(caret: Caret, payload: PayloadSpots): Completion {
  const path = readTypedPath(caret.word);
  const count = path.segments.filter(({ start }) => start < path.lastStart).length;
  const isRoot = path.lastStart === caret.word.start && !path.isExplicit;
  if (path.isData && count === 0) return { items: completeData(caret, payload), isIncomplete: false };
  const spot = readPathSpot(path, caret.frame, payload, count);
  const at = { ...caret, span: { start: path.lastStart, end: caret.span.end } };
  const fields = completeNames(at, spot, isRoot);
  if (!isRoot) return { ...fields, items: [...completeItems(at, spot), ...fields.items] };
  const isFirst = caret.kind === 'call' && caret.callee === undefined;
  const items = [
    ...fields.items,
    ...completeParameters(caret),
    ...completeArguments(caret),
    ...(caret.kind === 'call' ? completeHelpers(caret) : []),
    ...completeData(caret, payload),
    ...(isFirst && caret.isTagStart
      ? [...completeClose(caret, '/'), ...completeElse(caret), ...completeBlocks(caret, '#')]
      : []),
  ];
  return { items, isIncomplete: fields.isIncomplete };
}

/** A field with the name of a helper is read as `this.date`; one that no path can hold is left out. */
function completeNames(caret: Caret, spot: Spot, isRoot: boolean): Completion {
  const typed = caret.word.text.slice(caret.span.start - caret.word.start);
  const isQuoted = typed.startsWith('[');
  const write = (name: string) => {
    const written = writeName(name) ?? '';
    const isHidden = isRoot && (describedFunctions.handlebars.has(name) || caret.frame.parameters.has(name));
    if (isQuoted) return { insertText: `[${name}]`, filterText: `[${name}]` };
    return { insertText: isHidden ? `this.${written}` : written };
  };
  if (spot.place?.shape.types.has('array') === true) return NOTHING;
  const nameable = completeFields(spot, { span: caret.span, typed: typed.replace('[', ''), write });
  return { ...nameable, items: nameable.items.filter(({ insertText }) => insertText !== '') };
}

/** Of an array, the first item and its length. */
function completeItems(caret: Caret, spot: Spot): CompletionItem[] {
  if (spot.place?.shape.types.has('array') !== true) return [];
  const [first] = spot.values;
  const items = Array.isArray(first) ? first : [];
  const item = { values: items.slice(0, 1) };
  return [
    createItem(caret, {
      label: '[0]',
      kind: 'field',
      insertText: '[0]',
      documentation: 'The first item.',
      ...showBeside(showSample(item)),
    }),
    createItem(caret, {
      label: 'length',
      kind: 'field',
      insertText: 'length',
      documentation: 'How many items there are.',
      ...showBeside(Array.isArray(first) ? String(items.length) : undefined),
    }),
  ];
}

function completeParameters(caret: Caret): CompletionItem[] {
  return [...caret.frame.parameters.values()].toReversed().map(({ name, read }) => {
    const spot = read();
    const documentation = describeSpot(spot) === '' ? 'A parameter of the block.' : describeSpot(spot);
    return createItem(caret, {
      label: name,
      kind: 'parameter',
      insertText: name,
      documentation,
      ...showBeside(showSample(spot)),
    });
  });
}

/** Arguments that may be given by name. */
function completeArguments(caret: Caret): CompletionItem[] {
  if (caret.kind !== 'argument' || caret.callee === undefined) return [];
  const optional =
    describedFunctions.handlebars.get(caret.callee)?.parameters.filter(({ isOptional }) => isOptional) ?? [];
  return optional
    .filter(({ name }) => !caret.keys.has(name))
    .map((parameter) =>
      createItem(caret, {
        label: `${parameter.name}=`,
        kind: 'parameter',
        insertText: `${parameter.name}=`,
        documentation: writeParameter(parameter),
      }),
    );
}

function completeHelpers(caret: Caret): CompletionItem[] {
  return [...describedFunctions.handlebars.values()]
    .filter(({ isBlock }) => !isBlock)
    .map(({ name, signature, documentation }) =>
      createItem(caret, {
        label: name,
        kind: 'function',
        insertText: `${name} `,
        detail: signature
          .replaceAll(/^\{\{|\}\}$/g, '')
          .slice(name.length)
          .trim(),
        documentation,
      }),
    );
}

function completeData(caret: Caret, payload: PayloadSpots): CompletionItem[] {
  return dataReference
    .filter(({ isOfLoop }) => caret.frame.isLoop || !isOfLoop)
    .map(({ name, text }) => {
      const sample = showSample(readData(name, payload));
      return createItem(caret, {
        label: `@${name}`,
        kind: 'variable',
        insertText: `@${name}`,
        documentation: text,
        ...showBeside(sample),
      });
    });
}

function completeBlocks(caret: Caret, sign: '#' | ''): CompletionItem[] {
  return [...describedFunctions.handlebars.values()]
    .filter(({ isBlock }) => isBlock)
    .map(({ name, signature, documentation }) =>
      createItem(caret, {
        label: `${sign}${name}`,
        kind: 'block',
        insertText: `${sign}${name} $0${caret.isClosed ? '' : escapeSnippet(`}}{{/${name}}}`)}`,
        isSnippet: true,
        detail: signature,
        documentation,
      }),
    );
}

function completeClose(caret: Caret, sign: '/' | ''): CompletionItem[] {
  const helper = caret.blocks.at(-1)?.helper;
  if (helper === undefined || helper === '') return [];
  const insertText = `${sign}${helper}${caret.isClosed ? '' : '}}'}`;
  return [
    createItem(caret, { label: `${sign}${helper}`, kind: 'block', insertText, documentation: 'Closes the block.' }),
  ];
}

function completeElse(caret: Caret): CompletionItem[] {
  if (caret.blocks.length === 0) return [];
  return [
    createItem(caret, {
      label: 'else',
      kind: 'keyword',
      insertText: 'else',
      documentation: 'What is written otherwise.',
    }),
  ];
}

function completePartials(caret: Caret, names: readonly string[] = []): CompletionItem[] {
  return names.map((name) =>
    createItem(caret, {
      label: name,
      kind: 'partial',
      insertText: /^[\w/-]+$/.test(name) ? name : JSON.stringify(name),
      documentation: 'Inserts the template of that name.',
    }),
  );
}

function showBeside(sampleValue: string | undefined): { detail?: string; sampleValue?: string } {
  return sampleValue === undefined ? {} : { detail: sampleValue, sampleValue };
}

type Described = Pick<CompletionItem, 'label' | 'kind' | 'insertText' | 'documentation'> & Partial<CompletionItem>;

function createItem({ span }: Caret, described: Described): CompletionItem {
  return { detail: '', isSnippet: false, ...described, span };
}
