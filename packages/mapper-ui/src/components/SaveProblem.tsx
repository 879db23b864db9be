import { hasCode, readFieldErrors } from '../api/api-error.ts';
import { Button } from './Button.tsx';
import { ErrorNote } from './ErrorState.tsx';

interface SaveProblemProps {
  error: unknown;
  /** Paths whose messages stand at their fields. */
  shown: readonly string[];
  /** Loads what is stored now; offered when somebody else was quicker (412). */
  onReload?: () => void;
}

/** Why something was not saved, as far as no field says it. */
export function SaveProblem({ error, shown, onReload }: SaveProblemProps) {
  if (error === null || error === undefined) return null;
  if (hasCode(error, 'version-conflict')) {
    return (
      <div role="alert" className="flex items-center gap-3 rounded-md bg-warn-soft px-2.5 py-2 text-warn">
        <span className="flex-1">
          Changed by somebody else since you opened it. Reloading shows their version and drops your changes here.
        </span>
        {onReload !== undefined && <Button onClick={onReload}>Reload</Button>}
      </div>
    );
  }
  const errors = readFieldErrors(error);
  if (!errors.any) return <ErrorNote error={error} />;
  const rest = errors.rest(shown);
  return rest.length === 0 ? null : <ErrorNote error={new Error(rest.join('\n'))} />;
}
