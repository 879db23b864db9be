import type { Language } from '@postmap/engine';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { MODES } from './useVisual.ts';
import type { Mode } from './useVisual.ts';

const KEPT = 'postmap.mapper-mode';

/** Visual, split or code: what the address says, else what was chosen last; at first JSONata is seen as rows, and Handlebars is text. */
export function useMode(language: Language): [Mode, (mode: Mode) => void] {
  const search = useSearch({ from: '/templates/$templateId' });
  const navigate = useNavigate({ from: '/templates/$templateId' });
  const show = useCallback(
    (mode: Mode) => {
      localStorage.setItem(KEPT, mode);
      const leavesRows = mode === 'code';
      void navigate({
        search: ({ panel, ...before }) => ({
          ...before,
          mode,
          ...(leavesRows || panel === undefined ? {} : { panel }),
        }),
        replace: true,
      });
    },
    [navigate],
  );
  const asked = MODES.find((mode) => mode === search.mode);
  const kept = MODES.find((mode) => mode === localStorage.getItem(KEPT));
  const mode = asked ?? (language === 'jsonata' ? (kept ?? 'visual') : 'code');
  // A panel opens over rows: as long as it is there, they are.
  return [mode === 'code' && language === 'jsonata' && search.panel !== undefined ? 'visual' : mode, show];
}
