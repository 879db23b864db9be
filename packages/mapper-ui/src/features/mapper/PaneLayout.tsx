import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { Group, Panel, Separator, useDefaultLayout, usePanelRef } from 'react-resizable-panels';
import type { EditorProblem } from '../../monaco/problem-markers.ts';
import { CentrePane } from './CentrePane.tsx';
import { Drawer } from './Drawer.tsx';
import type { DrawerTab } from './Drawer.tsx';
import type { LineageMoves } from './lineage/useLineageMoves.ts';
import { useMediaQuery } from '../../state/useMediaQuery.ts';

interface PaneLayoutProps {
  source: ReactNode;
  editor: ReactNode;
  output: ReactNode;
  problems: readonly EditorProblem[];
  tests: { passed: number; failed: number } | undefined;
  panels: Record<DrawerTab, ReactNode>;
  drawerTab: DrawerTab | undefined;
  onDrawerTab: (tab: DrawerTab | undefined) => void;
  /** What is to be shown, where it is a tab. */
  sought: LineageMoves['pane'];
}

const separator =
  'relative bg-line outline-none data-[separator=hover]:bg-accent data-[separator=active]:bg-accent focus-visible:bg-accent focus-visible:ring-1 focus-visible:ring-accent';
const upright = `${separator} w-px`;
/** Of a separator between what stands above and what below. */
export const SEPARATOR_LEVEL = `${separator} h-px`;

/** Source | editor | output over the drawer; every size is remembered. In a narrow window the output is a tab beside the editor, on a phone the source too. */
export function PaneLayout({
  source,
  editor,
  output,
  problems,
  tests,
  panels,
  drawerTab,
  onDrawerTab,
  sought,
}: PaneLayoutProps) {
  const narrow = useMediaQuery('(max-width: 1099px)');
  const single = useMediaQuery('(max-width: 759px)');
  const columns = useDefaultLayout({
    id: single ? 'postmap-mapper-single' : narrow ? 'postmap-mapper-narrow' : 'postmap-mapper',
    panelIds: [...(single ? [] : ['source']), 'centre', ...(narrow ? [] : ['output'])],
    storage: localStorage,
  });
  const [drawerSize, setDrawerSize] = useState(readDrawerSize);
  const drawer = usePanelRef();
  const open = drawerTab !== undefined;

  useEffect(() => {
    if (open) drawer.current?.resize(drawerSize);
    else drawer.current?.collapse();
    // Only opening and closing sets the size: dragging reports it.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [open, drawer]);

  const main = (
    <Group orientation="horizontal" defaultLayout={columns.defaultLayout} onLayoutChanged={columns.onLayoutChanged}>
      {!single && (
        <Panel id="source" defaultSize={narrow ? '32%' : '25%'} minSize={220} maxSize="50%">
          {source}
        </Panel>
      )}
      {!single && <Separator className={upright} aria-label="Resize source" />}
      <Panel id="centre" minSize={320}>
        <CentrePane {...(single ? { source } : {})} editor={editor} {...(narrow ? { output } : {})} sought={sought} />
      </Panel>
      {!narrow && <Separator className={upright} aria-label="Resize output" />}
      {!narrow && (
        <Panel id="output" defaultSize="29%" minSize={260} maxSize="60%">
          {output}
        </Panel>
      )}
    </Group>
  );
  return (
    <Group orientation="vertical" className="min-h-0 flex-1">
      <Panel id="main" minSize={160}>
        {main}
      </Panel>
      <Separator className={SEPARATOR_LEVEL} aria-label="Resize drawer" />
      <Panel
        id="drawer"
        panelRef={drawer}
        collapsible
        collapsedSize={32}
        minSize={120}
        maxSize="80%"
        defaultSize={open ? drawerSize : 32}
        groupResizeBehavior="preserve-pixel-size"
        onResize={({ inPixels }, _id, before) => {
          if (before === undefined) return;
          if (inPixels > 40) {
            setDrawerSize(Math.round(inPixels));
            localStorage.setItem(DRAWER_KEY, String(Math.round(inPixels)));
            if (before.inPixels <= 40 && !open) onDrawerTab('problems');
          } else if (before.inPixels > 40 && open) onDrawerTab(undefined);
        }}
      >
        <Drawer tab={drawerTab} onTab={onDrawerTab} problems={problems} tests={tests} panels={panels} />
      </Panel>
    </Group>
  );
}

const DRAWER_KEY = 'postmap.mapper-drawer';

function readDrawerSize(): number {
  const kept = Number(localStorage.getItem(DRAWER_KEY));
  return Number.isFinite(kept) && kept >= 120 ? kept : 260;
}
