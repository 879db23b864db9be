import type { CompletionItem } from '@postmap/engine';
import { clsx } from 'clsx';
import { Code2 } from 'lucide-react';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { CodeText } from '../../../components/CodeText.tsx';
import type { EditorKnowledge } from '../../../core/mapper/editor-knowledge.ts';
import { readSnippet } from '../../../core/mapper/read-snippet.ts';
import { answerEscape } from '../../../core/mapping/answer-escape.ts';
import type { EditTask } from '../../../core/mapping/edit-task.ts';
import { optionId, SuggestionList } from './SuggestionList.tsx';
import { useSuggestions } from './useSuggestions.ts';
import { MAPPING_GRID } from './useVisual.ts';

interface InlineEditorProps {
  task: EditTask;
  known: EditorKnowledge;
  onTyped: (text: string) => void;
  /** Returns why it cannot be done; then the editor stays. */
  onCommit: (text: string) => string | undefined;
  onCancel: () => void;
  /** Goes on in the code. */
  onExpand: (() => void) | undefined;
}

/** What suggestions take, with what is said beside them, in pixels. */
const WIDTH = 416;
const HEIGHT = 250;
const MARGIN = 8;

interface Room {
  upwards: boolean;
  left: number;
  width: number;
}

const BELOW: Room = { upwards: false, left: 0, width: WIDTH };

/** Suggestions show within the pane, which cuts off what is outside of it. */
function findRoom(own: DOMRect, pane: DOMRect): Room {
  const width = Math.min(WIDTH, pane.width - 2 * MARGIN);
  return {
    upwards: own.bottom + HEIGHT > pane.bottom && own.top - HEIGHT > pane.top,
    left: Math.min(0, pane.right - MARGIN - width - own.left),
    width,
  };
}

/** One line to type in, with what can be typed there. Enter does it, Escape leaves it, Tab takes the suggestion. */
export function InlineEditor({ task, known, onTyped, onCommit, onCancel, onExpand }: InlineEditorProps) {
  const [text, setText] = useState(task.initial);
  const [caret, setCaret] = useState(task.initial.length);
  const [problem, setProblem] = useState<string | null>(null);
  // An empty value has nothing to be read: what can be there is offered at once.
  const [open, setOpen] = useState<'no' | 'offered' | 'asked'>(
    task.initial === '' && task.place === 'value' ? 'offered' : 'no',
  );
  const [warned, setWarned] = useState(false);
  const [picked, setPicked] = useState(-1);
  const [room, setRoom] = useState<Room>(BELOW);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const list = `${id}-list`;
  // Leaving takes the focus away, which must not do what was typed a second time, or at all.
  const left = useRef(false);
  const { items, unread } = useSuggestions(task, text, caret, known, open !== 'no' && problem === null);
  const note = warned ? 'Escape again leaves it as it was.' : unread;
  const said = problem ?? note;

  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  useLayoutEffect(() => {
    const own = input.current?.getBoundingClientRect();
    const pane = document.getElementById(MAPPING_GRID)?.parentElement?.getBoundingClientRect();
    if (own !== undefined && pane !== undefined) setRoom(findRoom(own, pane));
  }, []);

  const type = (next: string, at: number): void => {
    setText(next);
    setCaret(at);
    setPicked(-1);
    setProblem(null);
    setWarned(false);
    onTyped(next);
  };
  const take = (item: CompletionItem): void => {
    const { text: insert, caret: inside } = item.isSnippet
      ? readSnippet(item.insertText)
      : { text: item.insertText, caret: item.insertText.length };
    const { start, end } = item.span;
    type(text.slice(0, start) + insert + text.slice(end), start + insert.length);
    setOpen('no');
    const at = start + inside;
    requestAnimationFrame(() => input.current?.setSelectionRange(at, at));
  };
  const commit = (): void => {
    left.current = true;
    const reason = onCommit(text);
    if (reason === undefined) return;
    left.current = false;
    setProblem(reason);
  };
  const leave = (then: () => void): void => {
    left.current = true;
    then();
  };
  const escape = (): void => {
    const changed = text !== task.initial;
    const plain = warned || problem !== null || task.frame === undefined;
    const answer = answerEscape({ listed: items.length > 0, asked: open === 'asked', changed, plain });
    if (answer === 'leave') {
      leave(onCancel);
      return;
    }
    setOpen('no');
    setPicked(-1);
    setWarned(changed);
  };
  const stepTo = (index: number): void => {
    if (items.length === 0) setOpen('asked');
    else setPicked(index < 0 ? items.length - 1 : index % items.length);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    const chosen = items[picked];
    const first = chosen ?? items[0];
    if (event.key === 'ArrowDown') stepTo(picked + 1);
    else if (event.key === 'ArrowUp') stepTo(picked - 1);
    else if (event.key === 'Enter' && event.altKey) leave(onExpand ?? onCancel);
    else if (event.key === 'Enter' && chosen !== undefined) take(chosen);
    else if (event.key === 'Enter') commit();
    else if (event.key === 'Tab' && first !== undefined && (open === 'asked' || chosen !== undefined)) take(first);
    else if (event.key === 'Escape') escape();
    else if (event.key === ' ' && event.ctrlKey) setOpen('asked');
    else return;
    event.preventDefault();
  };
  return (
    <div className="relative flex min-w-0 flex-1 items-center">
      <input
        ref={input}
        role="combobox"
        aria-label={task.label}
        aria-expanded={items.length > 0}
        aria-controls={items.length > 0 ? list : undefined}
        aria-autocomplete="list"
        aria-activedescendant={picked >= 0 && picked < items.length ? optionId(list, picked) : undefined}
        aria-invalid={problem !== null || undefined}
        aria-describedby={said === undefined ? undefined : `${id}-said`}
        placeholder={task.placeholder}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => {
          type(event.target.value, event.target.selectionStart ?? event.target.value.length);
          setOpen('asked');
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? 0)}
        onKeyDown={onKeyDown}
        onBlur={() => {
          if (left.current) return;
          if (text === task.initial) leave(onCancel);
          else commit();
        }}
        className="mono h-[26px] w-full min-w-0 rounded-md border border-accent bg-canvas px-2 ring-1 ring-accent outline-none aria-invalid:border-bad aria-invalid:ring-bad"
      />
      {onExpand !== undefined && (
        <button
          type="button"
          tabIndex={-1}
          aria-label="Go on in the code (Alt Enter)"
          title="Go on in the code (Alt ↵)"
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => leave(onExpand)}
          className="absolute right-1 flex size-5 items-center justify-center rounded-sm bg-canvas text-mut hover:text-ink"
        >
          <Code2 className="size-3.5" />
        </button>
      )}
      {(said !== undefined || items.length > 0) && (
        <div
          className={clsx(
            'absolute z-40 flex gap-0.5',
            room.upwards ? 'bottom-full mb-0.5 flex-col-reverse' : 'top-full mt-0.5 flex-col',
          )}
          style={{ left: room.left, width: room.width }}
        >
          {said !== undefined && (
            <p
              id={`${id}-said`}
              role={problem === null ? 'status' : 'alert'}
              className={clsx(
                'w-fit max-w-full rounded-md border border-line px-2 py-1 text-sm whitespace-normal shadow-lift',
                problem === null ? 'bg-canvas text-warn' : 'bg-bad-soft text-bad',
              )}
            >
              <CodeText text={said} />
            </p>
          )}
          {items.length > 0 && <SuggestionList id={list} items={items} picked={picked} onTake={take} />}
        </div>
      )}
    </div>
  );
}
