import { clsx } from 'clsx';
import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../../components/Button.tsx';
import type { EditorProblem } from '../../monaco/problem-markers.ts';

export const DRAWER_TABS = ['problems', 'history', 'delivery'] as const;
export type DrawerTab = (typeof DRAWER_TABS)[number];

interface DrawerProps {
  tab: DrawerTab | undefined;
  onTab: (tab: DrawerTab | undefined) => void;
  problems: readonly EditorProblem[];
  panels: Record<DrawerTab, ReactNode>;
}

const titles: Record<DrawerTab, string> = { problems: 'Problems', history: 'History', delivery: 'Delivery' };

/** The bottom drawer: a 32 px row of tabs, and above nothing or the chosen one's panel. The open tab closes it. */
export function Drawer({ tab, onTab, problems, panels }: DrawerProps) {
  const first = problems[0];
  return (
    <div className="flex h-full flex-col">
      <div className="flex h-8 shrink-0 items-center gap-4 overflow-hidden bg-sub px-3.5">
        {DRAWER_TABS.map((name) => (
          <button
            key={name}
            type="button"
            aria-expanded={tab === name}
            aria-controls="mapper-drawer"
            onClick={() => onTab(tab === name ? undefined : name)}
            className={clsx('shrink-0 rounded-sm hover:text-ink', tab === name ? 'font-semibold text-ink' : 'text-mut')}
          >
            {titles[name]}
            {name === 'problems' && problems.length > 0 && (
              <span className={clsx('ml-1 font-semibold', problems.some(isError) ? 'text-bad' : 'text-warn')}>
                {problems.length}
              </span>
            )}
          </button>
        ))}
        {tab === undefined && first !== undefined && (
          <button
            type="button"
            onClick={() => onTab('problems')}
            className={clsx('ml-auto min-w-0 truncate rounded-sm', isError(first) ? 'text-bad' : 'text-warn')}
          >
            ▲ {first.message}
          </button>
        )}
        {tab !== undefined && (
          <IconButton label="Close the drawer" className="ml-auto !size-6" onClick={() => onTab(undefined)}>
            <ChevronDown />
          </IconButton>
        )}
      </div>
      <section
        id="mapper-drawer"
        aria-label={tab === undefined ? 'Drawer, closed' : titles[tab]}
        className="min-h-0 flex-1 overflow-auto border-t border-line-soft"
        hidden={tab === undefined}
      >
        {tab !== undefined && panels[tab]}
      </section>
    </div>
  );
}

function isError({ severity }: EditorProblem): boolean {
  return severity === 'error';
}
