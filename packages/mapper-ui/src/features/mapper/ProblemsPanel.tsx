import { clsx } from 'clsx';
import { CircleX, Info, TriangleAlert, Wrench } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { CodeText } from '../../components/CodeText.tsx';
import { nameProblem } from '../../core/mapper/name-problem.ts';
import type { EditorProblem } from '../../monaco/problem-markers.ts';

interface ProblemsPanelProps {
  problems: readonly EditorProblem[];
  source: string;
  /** The name of the one that the caret is in. */
  chosen: string | undefined;
  onChoose: (problem: EditorProblem) => void;
  onFix: (problem: EditorProblem) => void;
}

const icons = {
  error: <CircleX className="size-3.5 shrink-0 text-bad" aria-label="Error" />,
  warning: <TriangleAlert className="size-3.5 shrink-0 text-warn" aria-label="Warning" />,
  info: <Info className="size-3.5 shrink-0 text-mut" aria-label="Note" />,
};

/** What is wrong, each with its place and, where it has one, its fix; choosing one takes the caret there, and the caret chooses. */
export function ProblemsPanel({ problems, source, chosen, onChoose, onFix }: ProblemsPanelProps) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (chosen !== undefined) list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  if (problems.length === 0) return <p className="px-4 py-3 text-mut">No problems on this sample.</p>;
  return (
    <ul ref={list} className="py-1">
      {problems.map((problem, index) => {
        const { code, severity, message, span, fix } = problem;
        const isChosen = chosen === nameProblem(problem);
        return (
          <li
            key={`${index} ${code}`}
            aria-current={isChosen || undefined}
            className={clsx(
              'flex items-baseline gap-2 pr-3.5 max-[760px]:flex-col max-[760px]:items-start max-[760px]:gap-0',
              isChosen ? 'bg-accent-soft' : 'hover:bg-hover',
            )}
          >
            <button
              type="button"
              disabled={span === undefined}
              onClick={() => onChoose(problem)}
              className="flex min-h-7 min-w-0 flex-1 items-baseline gap-2 py-1 pl-3.5 text-left max-[760px]:w-full max-[760px]:flex-none max-[760px]:flex-wrap focus-visible:-outline-offset-2 disabled:cursor-default"
            >
              <span className="mt-[3px] self-start">{icons[severity]}</span>
              <span className="min-w-0 max-[760px]:flex-1">
                <CodeText text={message} />
              </span>
              <span className="mono shrink-0 text-mut max-[860px]:hidden">{code}</span>
              <span className="figures ml-auto shrink-0 text-mut max-[760px]:basis-full max-[760px]:pl-[22px]">
                {span === undefined ? '' : describePlace(source, span.start)}
              </span>
            </button>
            {fix !== undefined && (
              <button
                type="button"
                title={fix.title}
                onClick={() => onFix(problem)}
                className="flex h-6 max-w-[40%] shrink-0 items-center gap-1 max-[760px]:mb-1 max-[760px]:ml-[30px] max-[760px]:max-w-full rounded-sm px-1.5 text-accent hover:underline"
              >
                <Wrench aria-hidden className="size-3 shrink-0" />
                <span className="truncate">{fix.title}</span>
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function describePlace(source: string, offset: number): string {
  const lines = source.slice(0, offset).split('\n');
  return `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
}
