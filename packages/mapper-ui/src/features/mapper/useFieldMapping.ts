import { useCallback } from 'react';
import type { FactName } from '../../core/fact-words.ts';
import { writeSourcePointer } from '../../core/mapper/field-path.ts';
import type { FieldNode } from '../../core/mapper/field-tree.ts';

interface Ways {
  insertField: (node: FieldNode) => void;
  insertFact: (fact: FactName) => void;
}

/** What a field, or a fact, does when it is told to get into the template: where rows show, it waits for its row; else it goes to the caret. */
export function useFieldMapping(
  showsRows: boolean,
  beginMap: (sourcePointer: string) => void,
  { insertField, insertFact }: Ways,
) {
  const mapField = useCallback(
    (node: FieldNode) => (showsRows ? beginMap(writeSourcePointer(node.path)) : insertField(node)),
    [showsRows, beginMap, insertField],
  );
  const mapFact = useCallback(
    (fact: FactName) => (showsRows ? beginMap(`$event/facts/${fact}`) : insertFact(fact)),
    [showsRows, beginMap, insertFact],
  );
  return { mapField, mapFact };
}
