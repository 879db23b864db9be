import { analyse } from '@postmap/engine';
import type { CompletionItem } from '@postmap/engine';
import type { EditorKnowledge } from '../mapper/editor-knowledge.ts';
import type { TypedPart } from './suggest.ts';

/** A name in what was typed that finds nothing in the sample. */
interface Unread {
  /** As the problems say it, with the name that was probably meant; what is in backticks is code. */
  message: string;
  /** Where the name ends in the typed text. */
  end: number;
  /** Puts what was probably meant in its place. */
  fix: CompletionItem | undefined;
}

/** The first path of a typed part that reads nothing. What cannot be parsed yet says nothing. */
export function findUnread({ before, text, after }: TypedPart, { format, shape }: EditorKnowledge): Unread | undefined {
  const offset = before.length;
  const found = analyse({ language: 'jsonata', source: before + text + after, format }, shape);
  for (const { code, message, span, fix } of found) {
    if (code !== 'unknown-path' && code !== 'outer-path') continue;
    if (span === undefined || span.start < offset || span.end > offset + text.length) continue;
    const [edit] = fix?.edits ?? [];
    return {
      message,
      end: span.end - offset,
      fix:
        fix === undefined || edit === undefined
          ? undefined
          : {
              label: fix.title,
              kind: 'field',
              insertText: edit.text,
              isSnippet: false,
              span: { start: edit.start - offset, end: edit.end - offset },
              detail: '',
              documentation: '',
            },
    };
  }
  return undefined;
}
