import { useEffect, useEffectEvent } from 'react';

/** What the keys do; undoing, `/`, `[` and `]` only where nothing is being typed. */
export interface MapperKeys {
  save: () => void;
  test: () => void;
  nextProblem: () => void;
  tidy: () => void;
  search: () => void;
  undo: () => void;
  redo: () => void;
  stepSample: (step: 1 | -1) => void;
}

/** The mapper's keys, taken before the editor sees them: it has its own meaning for ⌘↵. */
export function useMapperKeys(keys: MapperKeys): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const action = chooseAction(event, keys);
    if (action === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => onKey(event);
    window.addEventListener('keydown', listener, { capture: true });
    return () => window.removeEventListener('keydown', listener, { capture: true });
  }, []);
}

function chooseAction(event: KeyboardEvent, keys: MapperKeys): (() => void) | undefined {
  if (document.querySelector('[role=dialog]') !== null) return undefined;
  const command = event.metaKey || event.ctrlKey;
  if (command && event.key.toLowerCase() === 's') return keys.save;
  if (command && event.key === 'Enter') return keys.test;
  if (event.key === 'F8' && !event.shiftKey) return keys.nextProblem;
  if (!command && event.altKey && event.shiftKey && event.code === 'KeyF') return keys.tidy;
  if (event.altKey || isTyping(event.target)) return undefined;
  // From wherever the focus is: what was just pressed may have left it on a button, or taken it away.
  if (command && event.key.toLowerCase() === 'z') return event.shiftKey ? keys.redo : keys.undo;
  if (command) return undefined;
  if (event.key === '/') return keys.search;
  if (event.key === '[') return () => keys.stepSample(-1);
  if (event.key === ']') return () => keys.stepSample(1);
  return undefined;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select, [role=textbox], .native-edit-context'))
  );
}
