import { useCallback, useMemo } from 'react';
import type { FactName } from '../../core/fact-words.ts';
import type { FieldNode } from '../../core/mapper/field-tree.ts';
import type { EditorKnowledge } from '../../core/mapper/editor-knowledge.ts';
import { writeFactInsertion, writeFieldInsertion } from '../../core/mapper/insert-path.ts';
import type { TemplateContent } from '../../core/mapper/template-draft.ts';
import type { EditorHandle } from '../../monaco/editor-handle.ts';
import type { DropTarget } from './drop-target.ts';

const BLOCK_END = '{{/each}}';

/** Ways of a field, or a fact, into the text: at the caret, or where it is dropped; written as it is read there. */
export function useFieldInsertion(
  editor: EditorHandle | null,
  latest: () => TemplateContent,
  knowledge: EditorKnowledge,
) {
  const placeAt = useCallback(
    (offset: number) => ({ language: latest().language, source: latest().source, offset, knowledge }),
    [latest, knowledge],
  );
  const insertField = useCallback(
    (node: FieldNode) => {
      if (editor === null) return;
      const text = writeFieldInsertion(placeAt(editor.caret()), node);
      // In a block's body the next field goes in.
      editor.insert(text, text.endsWith(BLOCK_END) ? BLOCK_END.length : 0);
    },
    [editor, placeAt],
  );
  const insertFact = useCallback(
    (fact: FactName) => {
      if (editor !== null) editor.insert(writeFactInsertion(placeAt(editor.caret()), fact));
    },
    [editor, placeAt],
  );
  const target = useMemo<DropTarget<FieldNode>>(
    () => ({
      plan(node, x, y) {
        const offset = editor?.pointCaret(x, y);
        if (offset === undefined) return undefined;
        const text = writeFieldInsertion(placeAt(offset), node);
        return { words: `Puts ${text} here`, drop: () => insertField(node) };
      },
    }),
    [editor, placeAt, insertField],
  );
  return { insertField, insertFact, target };
}
