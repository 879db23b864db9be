import { describedFunctions } from '../describe-function.ts';
import type { EditorRequest, FieldStep } from '../editor-request.ts';
import { findRelativePath } from '../find-relative-path.ts';
import { readPayloadSpots } from '../payload-spots.ts';
import { readCaret } from './read-caret.ts';
import { readFrames } from './read-frames.ts';
import { scanTags } from './scan-tags.ts';
import { writeName } from '../../languages/handlebars/write-name.ts';

/** Within braces a path, else a tag: a loop for an array. Handlebars does not go through arrays: the first item is named. */
export function writeHandlebarsInsertion(request: EditorRequest, path: readonly FieldStep[]): string {
  const payload = readPayloadSpots(request, '@');
  const { template, offset } = request;
  const caret = readCaret(template.source, offset, payload);
  const tags = scanTags(template.source.slice(0, offset));
  const frame = caret?.frame ?? readFrames(tags, payload).frame;
  const relative = findRelativePath(path, frame.read());
  const text = relative === undefined ? writePath(path, '@root') : writePath(relative);
  const last = tags.at(-1);
  if (last !== undefined && !last.isClosed && last.end >= offset) return text;
  return path.at(-1)?.isList === true ? `{{#each ${text}}}{{/each}}` : `{{${text}}}`;
}

/** Names that no path can hold are looked up. */
function writePath(path: readonly FieldStep[], start?: string): string {
  let written = start ?? '';
  let isCall = false;
  for (const [index, { key, isList }] of path.entries()) {
    const isInner = isList && index < path.length - 1;
    const name = writeName(key);
    if (name === undefined || isCall) {
      written = `lookup ${isCall ? `(${written})` : written || 'this'} "${key.replaceAll('"', '\\"')}"`;
      if (isInner) written = `lookup (${written}) 0`;
      isCall = true;
    } else written = [written, name, isInner ? '[0]' : ''].filter((part) => part !== '').join('.');
  }
  return describedFunctions.handlebars.has(written) ? `this.${written}` : written;
}
