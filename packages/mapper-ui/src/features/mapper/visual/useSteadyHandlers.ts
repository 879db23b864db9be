import { useEffect, useMemo, useRef } from 'react';
import type { LineHandlers } from './MappingRow.tsx';

/** The same handlers at every drawing, which do what the newest ones do: rows that did not change are passed over while the pane scrolls. */
export function useSteadyHandlers(handlers: LineHandlers): LineHandlers {
  const newest = useRef(handlers);
  useEffect(() => {
    newest.current = handlers;
  });
  return useMemo(
    () => ({
      onPick: (line) => newest.current.onPick(line),
      onOpen: (line, place) => newest.current.onOpen(line, place),
      onToggle: (line) => newest.current.onToggle(line),
      onType: (task) => newest.current.onType(task),
      onChooseItem: (line, index) => newest.current.onChooseItem(line, index),
      onMenu: (line, at) => newest.current.onMenu(line, at),
    }),
    [],
  );
}
