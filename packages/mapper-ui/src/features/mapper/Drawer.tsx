import { clsx } from 'clsx';
import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../../components/Button.tsx';
import { CodeText } from '../../components/CodeText.tsx';
import type { EditorProblem } from '../../monaco/problem-markers.ts';

export const DRAWER_TABS = ['problems', 'tests', 'history', 'delivery'] as const;
export type DrawerTab = (typeof DRAWER_TABS)[number];

interface DrawerProps {
  tab: DrawerTab | undefined;
  onTab: (tab: DrawerTab | undefined) => void;
  problems: readonly EditorProblem[];
  /** How the cases did; undefined where none ran. */
  tests: { passed: number; failed: number } | undefined;
  panels: Record<DrawerTab, ReactNode>;
}

const titles: Record<DrawerTab, string> = {
  problems: 'Problems',
  tests: 'Tests',
  history: 'History',
  delivery: 'Delivery',
};

/** The bottom drawer: a 32 px row of tabs, and above nothing or the chosen one's panel. The open tab closes it. */
export function Drawer({ tab, onTab, problems, tests, panels }: DrawerProps) {
  // Notes are for whoever opens the drawer.
  const first = problems.find(isError) ?? problems.find(({ severity }) => severity === 'warning');
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
            {titles[name]}{' '}
            {name === 'problems' && problems.length > 0 && (
              <span
                className={clsx(
                  'font-semibold',
                  problems.some(isError) ? 'text-bad' : first === undefined ? 'text-mut' : 'text-warn',
                )}
              >
                {problems.length}
              </span>
            )}
            {name === 'tests' && tests !== undefined && (
              <span className={clsx(tests.failed > 0 ? 'font-semibold text-bad' : 'text-ok')}>
                {tests.failed > 0 ? `${tests.failed} of ${tests.passed + tests.failed} fail` : `${tests.passed} passed`}
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
            ▲ <CodeText text={first.message} />
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
