import { CircleX, Info, TriangleAlert } from 'lucide-react';
import type { EditorProblem } from '../../monaco/problem-markers.ts';

interface ProblemsPanelProps {
  problems: readonly EditorProblem[];
  source: string;
  onChoose: (problem: EditorProblem) => void;
}

const icons = {
  error: <CircleX className="size-3.5 shrink-0 text-bad" aria-label="Error" />,
  warning: <TriangleAlert className="size-3.5 shrink-0 text-warn" aria-label="Warning" />,
  info: <Info className="size-3.5 shrink-0 text-mut" aria-label="Note" />,
};

/** What is wrong, each with its place; choosing one takes the caret there. */
export function ProblemsPanel({ problems, source, onChoose }: ProblemsPanelProps) {
  if (problems.length === 0) return <p className="px-4 py-3 text-mut">No problems on this sample.</p>;
  return (
    <ul className="py-1">
      {problems.map((problem, index) => (
        <li key={`${index} ${problem.code}`}>
          <button
            type="button"
            disabled={problem.span === undefined}
            onClick={() => onChoose(problem)}
            className="flex min-h-7 w-full items-baseline gap-2 px-3.5 py-1 text-left hover:bg-hover disabled:cursor-default"
          >
            <span className="self-center">{icons[problem.severity]}</span>
            <span>{problem.message}</span>
            <span className="mono text-mut">{problem.code}</span>
            <span className="figures ml-auto shrink-0 text-mut">
              {problem.span === undefined ? '' : describePlace(source, problem.span.start)}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function describePlace(source: string, offset: number): string {
  const lines = source.slice(0, offset).split('\n');
  return `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
}
