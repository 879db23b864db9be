import { listMissingRequired } from '@postmap/engine';
import type { Projection, Target, TargetField } from '@postmap/engine';
import { Spline, Target as TargetIcon, WandSparkles } from 'lucide-react';
import { useMemo } from 'react';
import { Button, IconButton } from '../../../../components/Button.tsx';
import { countEmptyTargets } from '../../../../core/mapping/count-empty-targets.ts';
import type { MappingState } from '../useMapping.ts';
import type { VisualPanel } from '../usePanel.ts';
import type { TargetState } from './useTarget.ts';

interface VisualToolsProps {
  mapping: MappingState;
  target: TargetState;
  missing: readonly TargetField[];
  /** How many rows give something else than the target's sample has. */
  differing: number;
  onNextDifference: () => void;
  panel: VisualPanel | null;
  onPanel: (panel: VisualPanel | null) => void;
  linesShown: boolean;
  onLinesShown: (shown: boolean) => void;
}

/** What is done to the mapping as a whole, and how far it is. */
export function VisualTools(props: VisualToolsProps) {
  const { mapping, target, missing, differing, onNextDifference, panel, onPanel, linesShown, onLinesShown } = props;
  const { projection } = mapping;
  const progress = useMemo(
    () => (target.target === undefined ? 'No target yet' : describeProgress(projection, target.target, missing)),
    [projection, target.target, missing],
  );
  const turn = (which: VisualPanel): void => onPanel(panel === which ? null : which);
  return (
    <div className="flex h-9 shrink-0 items-center gap-1 border-b border-line-soft pr-2 pl-1.5">
      <IconButton
        label={linesShown ? 'Hide the lines' : 'Show the lines'}
        aria-pressed={linesShown}
        onClick={() => onLinesShown(!linesShown)}
        className="aria-pressed:text-accent"
      >
        <Spline />
      </IconButton>
      <p className="flex min-w-0 gap-1 text-sm text-mut">
        <span className="truncate" title={progress}>
          {differing === 0 ? progress : `${progress},`}
        </span>
        {differing > 0 && (
          <button
            type="button"
            title="Go to the next one"
            disabled={panel !== null}
            onClick={onNextDifference}
            className="max-w-full shrink-0 truncate rounded-sm text-warn not-disabled:hover:underline"
          >
            {differing === 1 ? '1 differs' : `${differing} differ`} from the sample
          </button>
        )}
      </p>
      <Button
        variant="quiet"
        className="ml-auto"
        icon={<TargetIcon aria-hidden />}
        aria-expanded={panel === 'target'}
        onClick={() => turn('target')}
      >
        Target
      </Button>
      <Button
        variant="quiet"
        icon={<WandSparkles aria-hidden />}
        disabled={mapping.stale}
        aria-expanded={panel === 'auto-map'}
        onClick={() => turn('auto-map')}
      >
        Auto-map
      </Button>
    </div>
  );
}

function describeProgress(projection: Projection, target: Target, missing: readonly TargetField[]): string {
  const { length } = target.fields;
  const required = listMissingRequired(projection, target).length;
  const empty = countEmptyTargets(projection, target);
  const parts = [
    `${length - missing.length} of ${length} targets mapped`,
    ...(required === 0 ? [] : [`${required} required missing`]),
    ...(empty === 0 ? [] : [`${empty} still null`]),
  ];
  return parts.join(', ');
}
