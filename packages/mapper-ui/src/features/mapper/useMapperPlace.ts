import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { pickOne } from '../../core/search.ts';
import { DRAWER_TABS } from './Drawer.tsx';
import type { DrawerTab } from './Drawer.tsx';
import { OUTPUT_VIEWS } from './OutputPane.tsx';
import type { OutputView } from './OutputPane.tsx';

/** What the address says of the mapper, and ways to change it; nothing of it is a step back in the browser's history. */
export function useMapperPlace() {
  const { tab, view, sample, event } = useSearch({ from: '/templates/$templateId' });
  const navigate = useNavigate({ from: '/templates/$templateId' });
  const showTab = useCallback(
    (next: DrawerTab | undefined) => void navigate({ search: (before) => ({ ...before, tab: next }), replace: true }),
    [navigate],
  );
  const showView = useCallback(
    (next: OutputView) => void navigate({ search: (before) => ({ ...before, view: next }), replace: true }),
    [navigate],
  );
  const chooseSample = useCallback(
    (id: string) => void navigate({ search: (before) => ({ ...before, sample: id }), replace: true }),
    [navigate],
  );
  return {
    /** The drawer's open tab; undefined while it is closed. */
    tab: DRAWER_TABS.find((name) => name === tab),
    view: pickOne(OUTPUT_VIEWS, view),
    sample,
    event,
    showTab,
    showView,
    chooseSample,
  };
}
