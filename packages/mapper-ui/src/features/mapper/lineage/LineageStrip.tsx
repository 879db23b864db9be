import type { Span } from '@postmap/engine';
import { clsx } from 'clsx';
import { ChevronLeft, ChevronRight, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../../../components/Button.tsx';
import {
  countPlaces,
  nameInput,
  namePlace,
  nameWanted,
  showExpression,
  showInput,
  showPlace,
} from '../../../core/lineage/describe-lineage.ts';
import type { LineageWords } from '../../../core/lineage/describe-lineage.ts';
import type { Input, PlaceLineage } from '../../../core/lineage/output-trace.ts';
import { findFieldId } from '../../../core/lineage/pointer.ts';
import type { LineageState } from './useLineage.ts';

interface LineageStripProps {
  lineage: LineageState;
  onField: (fieldId: string) => void;
  onExpression: (span: Span) => void;
}

/** Inputs listed of each kind; a sum over a long list has no end otherwise. */
const LISTED = 6;

/** Under the output: what is looked at, what it was made of, and by what. It stands below, so that nothing moves under the pointer. */
export function LineageStrip({ lineage, onField, onExpression }: LineageStripProps) {
  const { wanted, words, places, index, current, failure, step, clear } = lineage;
  if (wanted === null) return null;
  const isOutput = wanted.from === 'output';
  // A point of a text is named by what was found there.
  const asked = isOutput && current !== undefined ? { ...wanted, place: current.place } : wanted;
  const title = words === null ? '…' : nameWanted(asked, words);
  const goToAsked = (): void => {
    if (wanted.from === 'field') onField(wanted.id);
    const [span] = wanted.from === 'template' ? wanted.spans : [];
    if (span !== undefined) onExpression(span);
  };
  return (
    <section aria-label="Lineage" className="flex max-h-[45%] shrink-0 flex-col border-t border-line bg-sub">
      <div className="flex min-h-8 shrink-0 items-center gap-2 pr-1 pl-3.5">
        <h3 className="mono min-w-0 truncate !font-semibold" title={title}>
          {isOutput ? (
            title
          ) : (
            <button type="button" onClick={goToAsked} className="max-w-full truncate rounded-sm hover:underline">
              {title}
            </button>
          )}
        </h3>
        {isOutput && words !== null && (
          <span className="mono min-w-0 flex-1 truncate text-mut">{showPlace(wanted.place, words)}</span>
        )}
        {!isOutput && places !== undefined && <span className="shrink-0 text-mut">{countPlaces(wanted, places)}</span>}
        <span className="ml-auto flex shrink-0 items-center">
          {places !== undefined && places.length > 1 && (
            <>
              <IconButton label="Previous output (Shift+Alt+L)" className="!size-6" onClick={() => step(-1)}>
                <ChevronLeft />
              </IconButton>
              <span className="figures px-0.5 text-sm text-mut">
                {index + 1} of {places.length}
              </span>
              <IconButton label="Next output (Alt+L)" className="!size-6" onClick={() => step(1)}>
                <ChevronRight />
              </IconButton>
            </>
          )}
          <IconButton label="Close the lineage (Esc)" className="!size-6" onClick={clear}>
            <X />
          </IconButton>
        </span>
      </div>
      {failure !== null && <p className="px-3.5 pb-2 text-warn">{failure}</p>}
      {isOutput && places?.length === 0 && (
        <p className="px-3.5 pb-2 text-mut">The output has nothing there for this sample.</p>
      )}
      {current !== undefined && words !== null && (
        <Made
          current={current}
          words={words}
          asked={wanted.from === 'field' ? undefined : title}
          onField={onField}
          onExpression={onExpression}
        />
      )}
    </section>
  );
}

interface MadeProps {
  current: PlaceLineage;
  words: LineageWords;
  /** Of the output or of the template, what stands above already. */
  asked: string | undefined;
  onField: (fieldId: string) => void;
  onExpression: (span: Span) => void;
}

function Made({ current, words, asked, onField, onExpression }: MadeProps) {
  const { place, expression, inputs } = current;
  const values = inputs.filter(({ role }) => role === 'value');
  const controls = inputs.filter(({ role }) => role === 'control');
  return (
    <dl className="grid min-h-0 grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 overflow-auto px-3.5 pb-2.5">
      {namePlace(place, words) !== asked && (
        <Fact name="output">
          <span className="mono min-w-0 truncate">
            {namePlace(place, words)} <span className="text-mut">{showPlace(place, words)}</span>
          </span>
        </Fact>
      )}
      {expression !== undefined && showExpression(expression, words) !== asked && (
        <Fact name="through">
          <button
            type="button"
            title="Go to the expression"
            onClick={() => onExpression(expression)}
            className="mono min-w-0 truncate rounded-sm border border-line bg-canvas px-1.5 text-left leading-[20px] hover:border-accent hover:text-accent"
          >
            {showExpression(expression, words)}
          </button>
        </Fact>
      )}
      <Fact name="from">
        {values.length === 0 ? (
          <span className="text-mut">no field: it is written in the template</span>
        ) : (
          <Inputs inputs={values} words={words} onField={onField} />
        )}
      </Fact>
      {controls.length > 0 && (
        <Fact name="decided by">
          <Inputs inputs={controls} words={words} onField={onField} />
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="leading-[22px] text-mut">{name}</dt>
      <dd className="flex min-w-0 flex-wrap gap-1">{children}</dd>
    </>
  );
}

interface InputsProps {
  inputs: readonly Input[];
  words: LineageWords;
  onField: (fieldId: string) => void;
}

function Inputs({ inputs, words, onField }: InputsProps) {
  const more = inputs.length - LISTED;
  return (
    <>
      {inputs.slice(0, LISTED).map((input) => (
        <InputButton key={`${input.root}${input.pointer}`} input={input} words={words} onField={onField} />
      ))}
      {more > 0 && <span className="leading-[22px] text-mut">and {more} more</span>}
    </>
  );
}

function InputButton({ input, words, onField }: { input: Input; words: LineageWords; onField: (id: string) => void }) {
  const { root, pointer, role } = input;
  const id = root === '$$' ? findFieldId(words.payload, pointer) : '';
  const value = showInput(input, words);
  const look = clsx(
    'mono flex max-w-full min-w-0 gap-1.5 rounded-sm px-1.5 text-left leading-[22px]',
    role === 'value' ? 'bg-accent-soft text-accent' : 'bg-warn-soft text-warn',
  );
  const text = (
    <>
      <span className="min-w-0 truncate">{nameInput(input, words)}</span>
      {value !== undefined && <span className="max-w-40 min-w-0 shrink-[2] truncate text-mut">{value}</span>}
    </>
  );
  return id === '' ? (
    <span className={look}>{text}</span>
  ) : (
    <button type="button" title="Go to the field" onClick={() => onField(id)} className={clsx(look, 'hover:underline')}>
      {text}
    </button>
  );
}
