import { missingTargets } from '@postmap/engine';
import type { Language } from '@postmap/engine';
import { useMemo, useRef } from 'react';
import { Button } from '../../../components/Button.tsx';
import type { EditorKnowledge } from '../../../core/mapper/editor-knowledge.ts';
import { listAddable } from '../../../core/mapping/add-missing.ts';
import type { MissingField } from '../../../core/mapping/add-missing.ts';
import { AutoMapPanel } from './auto-map/AutoMapPanel.tsx';
import { MappingLines } from './lines/MappingLines.tsx';
import type { SourceView } from './lines/source-view.ts';
import { ExtraRows } from './target/ExtraRows.tsx';
import { MissingTargets } from './target/MissingTargets.tsx';
import { TargetPanel } from './target/TargetPanel.tsx';
import type { TargetState } from './target/useTarget.ts';
import { VisualTools } from './target/VisualTools.tsx';
import { usePanel, usePanelFocus } from './usePanel.ts';
import { MAPPING_GRID } from './useVisual.ts';
import type { Mode, VisualState } from './useVisual.ts';
import { VisualPane } from './VisualPane.tsx';

interface VisualCentreProps {
  visual: VisualState;
  language: Language;
  knowledge: EditorKnowledge;
  onMode: (mode: Mode) => void;
  target: TargetState;
  /** The source tree, for the lines that begin at it. */
  sourceView: SourceView;
  linesShown: boolean;
  onLinesShown: (shown: boolean) => void;
}

/** The rows of a JSONata template; of a Handlebars template a word on why there are none. */
export function VisualCentre(props: VisualCentreProps) {
  const { visual, language, knowledge, onMode, target, sourceView, linesShown, onLinesShown } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [panel, setPanel] = usePanel();
  usePanelFocus(panel);
  const { mapping, actions } = visual;
  const missing = useMemo(
    () => (target.target === undefined ? [] : missingTargets(mapping.projection, target.target)),
    [mapping.projection, target.target],
  );
  const addable = useMemo(
    () => listAddable(mapping.projection, target.target, missing),
    [mapping.projection, target.target, missing],
  );
  if (language === 'handlebars')
    return (
      <div className="flex min-h-0 flex-1 flex-col items-start gap-2.5 p-6">
        <p className="max-w-prose text-mut">
          A Handlebars template is text with holes, so it is edited as text: fields from the source pane go in where the
          caret is.
        </p>
        <Button onClick={() => onMode('code')}>Open the code</Button>
      </div>
    );
  const close = (): void => setPanel(null);
  /** Its value is typed next; where it has fields instead, the grid has the keys: the button that was pressed is gone. */
  const addMissing = ({ add, name }: MissingField): void => {
    if (actions.actThenType(add, `Added ${name}`) === 'done') document.getElementById(MAPPING_GRID)?.focus();
  };
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <VisualTools
        mapping={mapping}
        target={target}
        missing={missing}
        differing={visual.differences.length}
        onNextDifference={visual.nextDifference}
        panel={panel}
        onPanel={setPanel}
        linesShown={linesShown}
        onLinesShown={onLinesShown}
      />
      <div className="relative flex min-h-0 flex-1 flex-col">
        <div inert={panel !== null} className="flex min-h-0 flex-1">
          {linesShown && <MappingLines visual={visual} source={sourceView} scroller={scroller} />}
          <VisualPane visual={visual} known={knowledge} scroller={scroller} />
        </div>
        <ExtraRows mapping={mapping} target={target} onRemoved={() => document.getElementById(MAPPING_GRID)?.focus()} />
        <MissingTargets missing={addable} onAdd={addMissing} />
        {panel === 'target' && <TargetPanel state={target} onClose={close} />}
        {panel === 'auto-map' && (
          <AutoMapPanel mapping={mapping} target={target.target} onClose={close} onTarget={() => setPanel('target')} />
        )}
      </div>
    </div>
  );
}
