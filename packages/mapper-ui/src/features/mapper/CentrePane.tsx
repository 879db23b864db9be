import { clsx } from 'clsx';
import { Tabs } from 'radix-ui';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { LineageMoves } from './lineage/useLineageMoves.ts';

interface CentrePaneProps {
  /** Only where it has no place of its own: then it is a tab. */
  source?: ReactNode;
  editor: ReactNode;
  /** Likewise. */
  output?: ReactNode;
  /** What is to be shown, where it is a tab. */
  sought: LineageMoves['pane'];
}

const tabClass =
  '-mx-1 -mb-px border-b-2 rounded-t-sm px-1 border-transparent leading-[34px] focus-visible:-outline-offset-2 text-mut hover:text-ink data-[state=active]:border-accent data-[state=active]:font-semibold data-[state=active]:text-ink';

/**
 * The editor, and what a narrow window leaves no place for beside it, as tabs. The editor stays mounted whatever shows: it holds the undo
 * history.
 */
export function CentrePane({ source, editor, output, sought }: CentrePaneProps) {
  const [shown, setShown] = useState<string>(sought?.what ?? 'editor');
  const [seen, setSeen] = useState(sought);
  if (seen !== sought) {
    setSeen(sought);
    const tabs = { source, editor, output };
    if (sought !== null && tabs[sought.what] !== undefined) setShown(sought.what);
  }
  const hasTab = shown === 'source' ? source !== undefined : output !== undefined;
  const isAlone = source === undefined && output === undefined;
  return (
    <Tabs.Root
      value={shown === 'editor' || hasTab ? shown : 'editor'}
      onValueChange={setShown}
      className="flex h-full min-h-0 flex-col"
    >
      <Tabs.List
        aria-label="Template and output"
        className={clsx('flex shrink-0 gap-4 border-b border-line-soft px-3.5', isAlone && 'hidden')}
      >
        {source !== undefined && (
          <Tabs.Trigger value="source" className={tabClass}>
            Source
          </Tabs.Trigger>
        )}
        <Tabs.Trigger value="editor" className={tabClass}>
          Template
        </Tabs.Trigger>
        {output !== undefined && (
          <Tabs.Trigger value="output" className={tabClass}>
            Output
          </Tabs.Trigger>
        )}
      </Tabs.List>
      {source !== undefined && (
        <Tabs.Content value="source" tabIndex={-1} className="min-h-0 flex-1 outline-none">
          {source}
        </Tabs.Content>
      )}
      <Tabs.Content
        value="editor"
        forceMount
        tabIndex={-1}
        className="min-h-0 flex-1 outline-none data-[state=inactive]:hidden"
      >
        {editor}
      </Tabs.Content>
      {output !== undefined && (
        <Tabs.Content value="output" tabIndex={-1} className="min-h-0 flex-1 outline-none">
          {output}
        </Tabs.Content>
      )}
    </Tabs.Root>
  );
}
