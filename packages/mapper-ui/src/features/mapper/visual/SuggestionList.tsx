/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a datalist can neither show values beside names nor be told what is chosen */
import type { CompletionItem } from '@postmap/engine';
import { clsx } from 'clsx';

interface SuggestionListProps {
  id: string;
  items: readonly CompletionItem[];
  picked: number;
  /** Tab takes the first. */
  tabTakes: boolean;
  onTake: (item: CompletionItem) => void;
}

/** What can be typed: the name, what it is in where that is further down, and its value. The input that it belongs to has the keys. */
export function SuggestionList({ id, items, picked, tabTakes, onTake }: SuggestionListProps) {
  return (
    <div
      id={id}
      role="listbox"
      aria-label="What can be typed"
      className="overflow-hidden rounded-md border border-line bg-canvas p-1 shadow-lift"
    >
      {items.map((item, index) => (
        // The input has the keys for all of them.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
        <div
          key={`${item.kind} ${item.insertText}`}
          id={optionId(id, index)}
          role="option"
          aria-selected={index === picked}
          title={item.holder === undefined ? undefined : item.insertText}
          onPointerDown={(event) => event.preventDefault()}
          onClick={(event) => {
            event.stopPropagation();
            onTake(item);
          }}
          className={clsx(
            'mono flex h-6 items-center gap-2 rounded-sm px-1.5 whitespace-nowrap',
            index === picked ? 'bg-accent-soft text-accent' : 'hover:bg-hover',
          )}
        >
          <span className="max-w-full shrink-0 truncate">{item.label}</span>
          {item.holder !== undefined && <span className="min-w-0 truncate text-mut">{item.holder}</span>}
          <span className="min-w-12 flex-1 truncate text-right text-mut">{item.detail}</span>
          {tabTakes && index === 0 && (
            <kbd className="shrink-0 rounded-sm border border-line px-1 text-xs text-mut">Tab</kbd>
          )}
        </div>
      ))}
    </div>
  );
}

export function optionId(list: string, index: number): string {
  return `${list}-${index}`;
}
