import { useEffect, useRef } from 'react';

/** Something that can be done on the page in front, chosen by its name in the palette. */
export interface PageCommand {
  /** Unique among those of the page. */
  readonly id: string;
  /** What it is listed under. */
  readonly heading: string;
  readonly name: string;
  /** Its key, or what it is about. */
  readonly detail?: string | undefined;
  readonly run: () => void;
}

let lister: (() => readonly PageCommand[]) | null = null;

/** What the page in front offers, as of now. */
export function listPageCommands(): readonly PageCommand[] {
  return lister?.() ?? [];
}

/** Offers commands in the palette as long as the page is there; `list` is asked whenever the palette opens, and once more for what was chosen. */
export function usePageCommands(list: () => readonly PageCommand[]): void {
  const newest = useRef(list);
  useEffect(() => {
    newest.current = list;
  });
  useEffect(() => {
    const own = (): readonly PageCommand[] => newest.current();
    lister = own;
    return () => {
      if (lister === own) lister = null;
    };
  }, []);
}
