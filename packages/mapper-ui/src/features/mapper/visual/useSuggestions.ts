import type { CompletionItem } from '@postmap/engine';
import { useDeferredValue, useMemo } from 'react';
import type { EditorKnowledge } from '../../../core/mapper/editor-knowledge.ts';
import type { EditTask } from '../../../core/mapping/edit-task.ts';
import { findUnread } from '../../../core/mapping/find-unread.ts';
import { suggest, suggestExample, suggestFor } from '../../../core/mapping/suggest.ts';
import type { Suggestions } from '../../../core/mapping/suggest.ts';

const NONE: Suggestions = { items: [], continues: false };

/** What can be typed at the caret, `example` for an empty value among it, and what is typed that reads nothing, in words. */
export function useSuggestions(
  { frame, wanted, place }: Pick<EditTask, 'frame' | 'wanted' | 'place'>,
  example: string | undefined,
  text: string,
  caret: number,
  known: EditorKnowledge,
  open: boolean,
): { items: readonly CompletionItem[]; unread: string | undefined } {
  const { items, continues } = useMemo(() => {
    if (!open) return NONE;
    const sample = text === '' && example !== undefined ? suggestExample(example) : undefined;
    if (frame === undefined)
      return sample === undefined || place === 'name' ? NONE : { items: [sample], continues: false };
    if (text === '' && wanted !== undefined) return suggestFor(wanted, { ...frame, text }, known, sample);
    return suggest({ ...frame, text }, caret, known);
  }, [open, frame, wanted, place, example, text, caret, known]);
  // The whole template is looked through: the key that was typed does not wait for it.
  const settled = useDeferredValue(text);
  const found = useMemo(
    () => (frame === undefined || settled === '' ? undefined : findUnread({ ...frame, text: settled }, known)),
    [frame, settled, known],
  );
  const isSettled = settled === text;
  // A name that is being typed is not wrong before it is whole.
  const isBegun = continues && (!isSettled || caret === found?.end);
  if (found === undefined || isBegun) return { items, unread: undefined };
  const { fix, message } = found;
  const isListed = (one: CompletionItem): boolean => items.some((item) => putIn(text, item) === putIn(text, one));
  const mends = open && isSettled && fix !== undefined && !isListed(fix);
  return { items: mends ? [...items, fix] : items, unread: message };
}

function putIn(text: string, { span, insertText }: CompletionItem): string {
  return text.slice(0, span.start) + insertText + text.slice(span.end);
}
