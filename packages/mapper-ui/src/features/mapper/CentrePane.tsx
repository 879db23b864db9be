import { clsx } from 'clsx';
import { Tabs } from 'radix-ui';
import { useState } from 'react';
import type { ReactNode } from 'react';

interface CentrePaneProps {
  narrow: boolean;
  editor: ReactNode;
  output: ReactNode;
}

const tabClass =
  '-mb-px border-b-2 rounded-t-sm border-transparent leading-[34px] focus-visible:-outline-offset-2 text-mut hover:text-ink data-[state=active]:border-accent data-[state=active]:font-semibold data-[state=active]:text-ink';

/**
 * The editor, and in a narrow window the output as a tab beside it. The editor stays mounted whatever shows: it holds the
 * undo history.
 */
export function CentrePane({ narrow, editor, output }: CentrePaneProps) {
  const [shown, setShown] = useState('editor');
  const value = narrow ? shown : 'editor';
  return (
    <Tabs.Root value={value} onValueChange={setShown} className="flex h-full min-h-0 flex-col">
      <Tabs.List
        aria-label="Template and output"
        className={clsx('flex shrink-0 gap-4 border-b border-line-soft px-3.5', !narrow && 'hidden')}
      >
        <Tabs.Trigger value="editor" className={tabClass}>
          Template
        </Tabs.Trigger>
        <Tabs.Trigger value="output" className={tabClass}>
          Output
        </Tabs.Trigger>
      </Tabs.List>
      <Tabs.Content
        value="editor"
        forceMount
        tabIndex={-1}
        className="min-h-0 flex-1 outline-none data-[state=inactive]:hidden"
      >
        {editor}
      </Tabs.Content>
      {narrow && (
        <Tabs.Content value="output" tabIndex={-1} className="min-h-0 flex-1 outline-none">
          {output}
        </Tabs.Content>
      )}
    </Tabs.Root>
  );
}
