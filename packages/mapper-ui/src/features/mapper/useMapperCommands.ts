import { nameRow } from '../../core/mapping/edit-task.ts';
import { showKey } from '../../core/mapping/read-key.ts';
import { usePageCommands } from '../../state/usePageCommands.ts';
import type { PageCommand } from '../../state/usePageCommands.ts';
import { DRAWER_TABS } from './Drawer.tsx';
import type { DrawerTab } from './Drawer.tsx';
import { OUTPUT_VIEWS } from './OutputPane.tsx';
import type { OutputView } from './OutputPane.tsx';
import type { MapperKeys } from './useMapperKeys.ts';
import { MAPPING_GRID, MODES } from './visual/useVisual.ts';
import type { Mode, VisualState } from './visual/useVisual.ts';
import type { VisualPanel } from './visual/usePanel.ts';

/** What the mapper can do, whatever is in front of it. */
export interface MapperDeeds extends MapperKeys {
  undo: () => void;
  redo: () => void;
  /** Undefined where it may not, or live events use what is here already. */
  publish: (() => void) | undefined;
  /** Undefined where it may not, or there is nothing to save. */
  saveCase: (() => void) | undefined;
  /** Undefined where there is no target. */
  removeExtra: (() => void) | undefined;
  showLineage: () => void;
  lines: { shown: boolean; show: (shown: boolean) => void };
  onMode: (mode: Mode) => void;
  showTab: (tab: DrawerTab) => void;
  showView: (view: OutputView) => void;
  showPanel: (panel: VisualPanel) => void;
}

const command = navigator.userAgent.includes('Mac') ? '⌘' : 'Ctrl ';
const MODE_NAMES: Record<Mode, string> = {
  visual: 'View: rows',
  split: 'View: rows and code',
  code: 'View: code',
};

/** Offers all of it in the palette; of a JSONata template seen as rows also what can be done with the active row. */
export function useMapperCommands(visual: VisualState | null, isJsonata: boolean, deeds: MapperDeeds): void {
  usePageCommands(() => [
    ...(visual === null ? [] : [...listRowCommands(visual), offerLines(deeds.lines), ...offerDifferences(visual)]),
    ...(isJsonata
      ? [
          offer('Auto-map', () => deeds.showPanel('auto-map')),
          offer('Target', () => deeds.showPanel('target')),
          ...(deeds.removeExtra === undefined ? [] : [offer('Remove the rows not in the target', deeds.removeExtra)]),
          offer('Tidy the text', deeds.tidy, 'Shift+Alt+F'),
          ...MODES.map((mode, index) => offer(MODE_NAMES[mode], () => deeds.onMode(mode), `${command}${index + 1}`)),
        ]
      : []),
    offer('Undo', deeds.undo, `${command}Z`),
    offer('Redo', deeds.redo, `${command}⇧Z`),
    offer('Show the lineage', deeds.showLineage, 'Alt L'),
    offer('Next problem', deeds.nextProblem, 'F8'),
    offer('Search the fields', deeds.search, '/'),
    offer('Next sample', () => deeds.stepSample(1), ']'),
    offer('Previous sample', () => deeds.stepSample(-1), '['),
    offer('Save', deeds.save, `${command}S`),
    offer('Test', deeds.test, `${command}↵`),
    ...(deeds.saveCase === undefined ? [] : [offer('Save as case', deeds.saveCase)]),
    ...(deeds.publish === undefined ? [] : [offer('Publish', deeds.publish)]),
    ...DRAWER_TABS.map((tab) => offer(`Open ${tab}`, () => deeds.showTab(tab))),
    ...OUTPUT_VIEWS.map((view) => offer(`Output: ${view}`, () => deeds.showView(view))),
  ]);
}

function offer(name: string, run: () => void, detail?: string): PageCommand {
  return { id: `mapper ${name}`, heading: 'Mapper', name, detail, run };
}

function offerLines({ shown, show }: MapperDeeds['lines']): PageCommand {
  return offer(shown ? 'Hide the lines' : 'Show the lines', () => show(!shown));
}

function offerDifferences({ differences, nextDifference }: VisualState): PageCommand[] {
  return differences.length === 0 ? [] : [offer("Next difference from the target's sample", nextDifference)];
}

/** What the active row's own list of commands has. */
function listRowCommands({ view, commands, actions }: VisualState): PageCommand[] {
  const line = view.lines[view.active];
  if (line === undefined) return [];
  const heading = line.kind === 'row' ? `Row ${nameRow(line.row)}` : 'This line';
  return commands(line).map((one) => ({
    id: `row ${one.id}`,
    heading,
    name: one.label,
    detail: one.key === undefined ? undefined : showKey(one.key),
    run: () => {
      document.getElementById(MAPPING_GRID)?.focus();
      actions.run(line, one);
    },
  }));
}
