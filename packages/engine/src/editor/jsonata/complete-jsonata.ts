import { writeFirstName, writeName } from '../../languages/jsonata/write-name.ts';
import { completeDeepFields } from '../complete-deep-fields.ts';
import { completeFields } from '../complete-fields.ts';
import { describedFunctions } from '../describe-function.ts';
import { describeSpot, showSample } from '../describe-spot.ts';
import type { Completion, CompletionItem, EditorRequest } from '../editor-request.ts';
import { escapeSnippet } from '../write-snippet.ts';
import { CONTEXT_VARIABLES } from './context-variables.ts';
import { findScope } from './find-scope.ts';
import { openTemplate } from './open-template.ts';
import { listDeepSources } from './list-deep-sources.ts';
import { readCaret } from './read-caret.ts';
import type { Caret } from './read-caret.ts';
import { findVariable, listVariables } from './scope.ts';
import type { Scope, Variable } from './scope.ts';

const NOTHING: Completion = { items: [], isIncomplete: false };

const OPERATOR_WORDS = [
  { label: 'and', documentation: 'True where both are.' },
  { label: 'or', documentation: 'True where one of both is.' },
  { label: 'in', documentation: 'True where the value is one of the array.' },
];

const VALUE_WORDS = [
  { label: 'true', insertText: 'true', documentation: '' },
  { label: 'false', insertText: 'false', documentation: '' },
  { label: 'null', insertText: 'null', documentation: '' },
  { label: 'function', insertText: 'function(\\$${1:value}) { $0 }', documentation: 'A function of your own.' },
];

export function completeJsonata(request: EditorRequest): Completion {
  const caret = readCaret(request.template.source, request.offset);
  if (caret === undefined) return NOTHING;
  if (caret.kind === 'operator') {
    const items = OPERATOR_WORDS.map((word) => createItem(caret, { ...word, kind: 'keyword', insertText: word.label }));
    return { items, isIncomplete: false };
  }
  const scope = findScope(caret.nodes, openTemplate(request));
  const isVariable = caret.typed.startsWith('$');
  const fields = isVariable ? NOTHING : completeNames(caret, scope);
  const isStep = caret.kind === 'step';
  const rest = [
    ...(isStep && !isVariable ? [] : [...completeVariables(caret, scope), ...completeFunctions(caret, scope)]),
    ...(scope.outer === undefined || isVariable ? [] : [completeParent(caret, scope.outer)]),
    ...(isStep || isVariable ? [] : completeWords(caret)),
  ];
  const deep = isVariable
    ? NOTHING
    : completeDeepFields(listDeepSources(caret, scope), caret.typed.replace('`', ''), caret.span);
  return { items: [...fields.items, ...rest, ...deep.items], isIncomplete: fields.isIncomplete || deep.isIncomplete };
}

function completeNames(caret: Caret, scope: Scope): Completion {
  const isQuoted = caret.typed.startsWith('`');
  const write = (name: string) => {
    const written = caret.kind === 'step' ? writeName(name) : writeFirstName(name);
    const insertText = isQuoted && !name.includes('`') ? `\`${name}\`` : written;
    if (caret.kind === 'key' && !isQuoted) return { insertText: `${JSON.stringify(name)}: ${written}` };
    return isQuoted ? { insertText, filterText: `\`${name}\`` } : { insertText };
  };
  return completeFields(scope.item, { span: caret.span, typed: caret.typed.replace('`', ''), write });
}

function completeVariables(caret: Caret, scope: Scope): CompletionItem[] {
  const own = listVariables(scope).map((variable) => describeVariable(caret, variable));
  const bound = [...CONTEXT_VARIABLES].map(([name, documentation]) => {
    const spot = name === '' ? scope.item : name === '$' ? scope.payload.root : scope.payload.context.get(name);
    const sampleValue = spot === undefined ? undefined : showSample(spot);
    const item = { label: `$${name}`, kind: 'variable' as const, insertText: `$${name}`, documentation };
    return createItem(caret, { ...item, ...showBeside(sampleValue) });
  });
  return [...own, ...bound];
}

function describeVariable(caret: Caret, { name, kind, read, value }: Variable): CompletionItem {
  const spot = read();
  const isFunction = value?.kind === 'lambda';
  const about = isFunction ? 'A function of this template.' : describeSpot(spot);
  const documentation = about === '' ? (kind === 'parameter' ? 'A parameter.' : 'A variable of this template.') : about;
  const item = { label: `$${name}`, kind, insertText: `$${name}`, documentation };
  return createItem(caret, { ...item, ...showBeside(showSample(spot)) });
}

function showBeside(sampleValue: string | undefined): { detail?: string; sampleValue?: string } {
  return sampleValue === undefined ? {} : { detail: sampleValue, sampleValue };
}

/** A variable of the template hides the function of its name. */
function completeFunctions(caret: Caret, scope: Scope): CompletionItem[] {
  const functions = [...describedFunctions.jsonata.values()].filter(
    ({ name }) => findVariable(scope, name) === undefined,
  );
  return functions.map(({ name, signature, parameters, documentation }) =>
    createItem(caret, {
      label: `$${name}`,
      kind: 'function',
      insertText: `${escapeSnippet(`$${name}`)}(${parameters.length === 0 ? '' : '$0'})`,
      isSnippet: true,
      detail: signature.slice(name.length + 1),
      documentation,
    }),
  );
}

function completeParent(caret: Caret, outer: Scope): CompletionItem {
  const documentation = ['What this was selected from.', describeSpot(outer.item)].join(' ').trim();
  const item = { label: '%', kind: 'keyword' as const, insertText: '%', documentation };
  return createItem(caret, { ...item, ...showBeside(showSample(outer.item)) });
}

function completeWords(caret: Caret): CompletionItem[] {
  return VALUE_WORDS.map((word) =>
    createItem(caret, { ...word, kind: 'keyword', isSnippet: word.label === 'function' }),
  );
}

type Described = Pick<CompletionItem, 'label' | 'kind' | 'insertText' | 'documentation'> & Partial<CompletionItem>;

function createItem({ span }: Caret, described: Described): CompletionItem {
  return { detail: '', isSnippet: false, ...described, span };
}
