import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useLayoutEffect, useRef } from 'react';
import { MAPPING_GRID } from './useVisual.ts';

/** What opens over the rows. */
const PANELS = ['auto-map', 'target'] as const;
export type VisualPanel = (typeof PANELS)[number];

/** What had the keys before a panel: it has them again afterwards. */
let opener: Element | null = null;

/** The panel over the rows, as the address says. */
export function usePanel(): [VisualPanel | null, (panel: VisualPanel | null) => void] {
  const { panel } = useSearch({ from: '/templates/$templateId' });
  const navigate = useNavigate({ from: '/templates/$templateId' });
  const show = useCallback(
    (next: VisualPanel | null) => {
      if (next !== null) opener = document.activeElement;
      void navigate({ search: (before) => ({ ...before, panel: next ?? undefined }), replace: true });
    },
    [navigate],
  );
  return [PANELS.find((one) => one === panel) ?? null, show];
}

/** Gives the keys back when a panel is gone, in the drawing that takes it away: what is under it takes none before, and later a key would be lost. */
export function usePanelFocus(panel: VisualPanel | null): void {
  const before = useRef(panel);
  useLayoutEffect(() => {
    const wasOpen = before.current !== null;
    before.current = panel;
    // What has the focus by now was gone to meanwhile.
    if (wasOpen && panel === null && document.activeElement === document.body) giveBack();
  }, [panel]);
}

function giveBack(): void {
  const isThere = opener instanceof HTMLElement && opener.isConnected && opener !== document.body;
  const next = isThere ? opener : document.getElementById(MAPPING_GRID);
  opener = null;
  if (next instanceof HTMLElement) next.focus();
}
