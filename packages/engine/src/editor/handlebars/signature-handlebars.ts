import { describedFunctions, writeParameter } from '../describe-function.ts';
import type { EditorRequest, SignatureHelp } from '../editor-request.ts';
import { NOWHERE } from '../spot.ts';
import { readCaret } from './read-caret.ts';
import { scanTags } from './scan-tags.ts';

/** The helper that the caret is among the arguments of. */
export function findHandlebarsSignature({ template: { source }, offset }: EditorRequest): SignatureHelp | undefined {
  const payload = { root: NOWHERE, context: new Map() };
  // Within a text, the argument is what the text is.
  const last = scanTags(source.slice(0, offset)).at(-1)?.words.at(-1);
  const from = last?.kind === 'string' && last.end === offset ? last.start : offset;
  const caret = readCaret(source.slice(0, from), from, payload);
  if (caret?.callee === undefined) return undefined;
  const described = describedFunctions.handlebars.get(caret.callee);
  if (described === undefined) return undefined;
  const { parameters, signature, text } = described;
  const named = parameters.findIndex(({ name }) => name === caret.key);
  const isFromPair = caret.key !== undefined && named === -1;
  const collecting = parameters.findIndex(({ type }) => type === 'object');
  return {
    signature,
    text,
    parameters: parameters.map((parameter) => ({
      name: parameter.name,
      text: writeParameter(parameter),
      isOptional: parameter.isOptional,
    })),
    activeParameter:
      named !== -1
        ? named
        : isFromPair && collecting !== -1
          ? collecting
          : Math.min(caret.positional, parameters.length),
    isFirstGiven: false,
  };
}
