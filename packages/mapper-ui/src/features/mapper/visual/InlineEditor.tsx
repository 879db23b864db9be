import type { CompletionItem } from '@postmap/engine';
import { clsx } from 'clsx';
import { Code2 } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { EditorKnowledge } from '../../../core/mapper/editor-knowledge.ts';
import { readSnippet } from '../../../core/mapper/read-snippet.ts';
import { answerEscape } from '../../../core/mapping/answer-escape.ts';
import type { EditTask } from '../../../core/mapping/edit-task.ts';
import { isWhole } from '../../../core/mapping/suggest.ts';
import { optionId, SuggestionList } from './SuggestionList.tsx';
import { TypingHints } from './TypingHints.tsx';
import { useSuggestions } from './useSuggestions.ts';

interface InlineEditorProps {
  task: EditTask;
  known: EditorKnowledge;
  onTyped: (text: string) => void;
  /** Returns why it cannot be done; then the editor stays. */
  onCommit: (text: string) => string | undefined;
  onCancel: () => void;
  /** Goes on in the code. */
  onExpand: (() => void) | undefined;
  /** What the target's sample has there, as it is typed. */
  example: string | undefined;
}

/** One line to type in, with what can be typed there. Enter does it, Escape leaves it, Tab takes the suggestion. */
export function InlineEditor({ task, known, onTyped, onCommit, onCancel, onExpand, example }: InlineEditorProps) {
  const [text, setText] = useState(task.initial);
  const [caret, setCaret] = useState(task.initial.length);
  const [problem, setProblem] = useState<string | null>(null);
  // An empty value has nothing to be read: what can be there is offered at once.
  const [open, setOpen] = useState<'no' | 'offered' | 'asked'>(
    task.initial === '' && task.place === 'value' ? 'offered' : 'no',
  );
  const [warned, setWarned] = useState(false);
  const [picked, setPicked] = useState(-1);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const list = `${id}-list`;
  // Leaving takes the focus away, which must not do what was typed a second time, or at all.
  const left = useRef(false);
  const { items, unread } = useSuggestions(task, example, text, caret, known, open !== 'no' && problem === null);
  const note = warned ? 'Escape again leaves it as it was.' : unread;
  const said = problem ?? note;

  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  const type = (next: string, at: number): void => {
    setText(next);
    setCaret(at);
    setPicked(-1);
    setProblem(null);
    setWarned(false);
    onTyped(next);
  };
  const commit = (whole = text): void => {
    left.current = true;
    const reason = onCommit(whole);
    if (reason === undefined) return;
    left.current = false;
    setProblem(reason);
  };
  const take = (item: CompletionItem): void => {
    const { text: insert, caret: inside } = item.isSnippet
      ? readSnippet(item.insertText)
      : { text: item.insertText, caret: item.insertText.length };
    const { start, end } = item.span;
    const next = text.slice(0, start) + insert + text.slice(end);
    type(next, start + insert.length);
    setOpen('no');
    if (isWhole(item)) {
      commit(next);
      return;
    }
    const at = start + inside;
    requestAnimationFrame(() => input.current?.setSelectionRange(at, at));
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
      {task.prefix !== '' && (
        <span className="mono mr-1.5 max-w-[60%] shrink-0 truncate text-mut" title={task.prefix}>
          {task.prefix}
        </span>
      )}
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
        className={clsx(
          'mono h-[26px] w-full min-w-0 rounded-md border border-accent bg-canvas pl-2 ring-1 ring-accent outline-none aria-invalid:border-bad aria-invalid:ring-bad',
          onExpand === undefined ? 'pr-2' : 'pr-7',
        )}
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
      <TypingHints id={id} said={said} isProblem={problem !== null}>
        {items.length > 0 && (
          <SuggestionList
            id={list}
            items={items}
            picked={picked}
            tabTakes={open === 'asked' && picked === -1}
            onTake={take}
          />
        )}
      </TypingHints>
    </div>
  );
}
