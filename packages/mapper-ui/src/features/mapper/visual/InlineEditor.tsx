/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a datalist can neither show values beside names nor be told what is chosen */
import { complete } from '@postmap/engine';
import type { CompletionItem } from '@postmap/engine';
import { clsx } from 'clsx';
import { Code2 } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { EditorKnowledge } from '../../../core/mapper/editor-knowledge.ts';
import { readSnippet } from '../../../core/mapper/read-snippet.ts';
import type { EditTask } from '../../../core/mapping/edit-task.ts';

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

const SHOWN = 8;

/** One line to type in, with what can be typed there. Enter does it, Escape leaves it, Tab takes the suggestion. */
export function InlineEditor({ task, known, onTyped, onCommit, onCancel, onExpand }: InlineEditorProps) {
  const [text, setText] = useState(task.initial);
  const [caret, setCaret] = useState(task.initial.length);
  const [problem, setProblem] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [picked, setPicked] = useState(-1);
  const input = useRef<HTMLInputElement>(null);
  const list = useId();
  // Leaving takes the focus away, which must not do what was typed a second time, or at all.
  const left = useRef(false);
  const found =
    open && problem === null && task.frame !== undefined ? suggest(task.frame, text, caret, known) : undefined;
  const items = found?.items ?? [];

  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);

  const type = (next: string, at: number): void => {
    setText(next);
    setCaret(at);
    setPicked(-1);
    setProblem(null);
    onTyped(next);
  };
  const take = (item: CompletionItem): void => {
    if (found === undefined) return;
    const { text: insert, caret: inside } = item.isSnippet
      ? readSnippet(item.insertText)
      : { text: item.insertText, caret: item.insertText.length };
    const start = item.span.start - found.offset;
    type(text.slice(0, start) + insert + text.slice(item.span.end - found.offset), start + insert.length);
    setOpen(false);
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
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    const chosen = items[picked];
    const first = chosen ?? items[0];
    if (event.key === 'ArrowDown') stepTo(picked + 1);
    else if (event.key === 'ArrowUp') stepTo(picked - 1);
    else if (event.key === 'Enter' && event.altKey) leave(onExpand ?? onCancel);
    else if (event.key === 'Enter' && chosen !== undefined) take(chosen);
    else if (event.key === 'Enter') commit();
    else if (event.key === 'Tab' && first !== undefined) take(first);
    else if (event.key === 'Escape' && items.length > 0) setOpen(false);
    else if (event.key === 'Escape') leave(onCancel);
    else if (event.key === ' ' && event.ctrlKey) setOpen(true);
    else return;
    event.preventDefault();
  };
  const stepTo = (index: number): void => {
    if (items.length === 0) setOpen(true);
    else setPicked(index < 0 ? items.length - 1 : index % items.length);
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
        aria-activedescendant={picked >= 0 && picked < items.length ? `${list}-${picked}` : undefined}
        aria-invalid={problem !== null || undefined}
        aria-describedby={problem === null ? undefined : `${list}-problem`}
        placeholder={task.placeholder}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => {
          type(event.target.value, event.target.selectionStart ?? event.target.value.length);
          setOpen(true);
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
      {problem !== null && (
        <p
          id={`${list}-problem`}
          role="alert"
          className="absolute top-full left-0 z-40 mt-0.5 max-w-full rounded-md border border-line bg-bad-soft px-2 py-1 text-sm text-bad shadow-lift"
        >
          {problem}
        </p>
      )}
      {items.length > 0 && (
        <div
          id={list}
          role="listbox"
          aria-label="What can be typed"
          className="absolute top-full left-0 z-40 mt-0.5 w-80 max-w-[60vw] overflow-hidden rounded-md border border-line bg-canvas p-1 shadow-lift"
        >
          {items.map((item, index) => (
            // The input has the keys for all of them.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
            <div
              key={`${item.kind} ${item.label}`}
              id={`${list}-${index}`}
              role="option"
              aria-selected={index === picked}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => take(item)}
              className={clsx(
                'flex h-6 items-center gap-2 rounded-sm px-1.5 whitespace-nowrap',
                index === picked ? 'bg-accent-soft text-accent' : 'hover:bg-hover',
              )}
            >
              <span className="mono shrink-0">{item.label}</span>
              <span className="mono min-w-0 flex-1 truncate text-right text-mut">{item.detail}</span>
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

function suggest(
  { before, after }: { before: string; after: string },
  text: string,
  caret: number,
  { format, ...known }: EditorKnowledge,
): { offset: number; items: CompletionItem[] } | undefined {
  const template = { language: 'jsonata', source: before + text + after, format } as const;
  const offset = before.length;
  const { items } = complete({ template, offset: offset + caret, ...known });
  const typed = text.slice((items[0]?.span.start ?? offset + caret) - offset, caret).toLowerCase();
  const fitting = items.filter(({ label, filterText = label }) => {
    const word = filterText.toLowerCase();
    return word.includes(typed) && word !== typed;
  });
  const leading = fitting.filter(({ label, filterText = label }) => filterText.toLowerCase().startsWith(typed));
  return { offset, items: [...new Set([...leading, ...fitting])].slice(0, SHOWN) };
}
