import { clsx } from 'clsx';
import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Input } from './Field.tsx';

interface SearchInputProps {
  label: string;
  value: string;
  /** Called a moment after the last key. */
  onChange: (value: string) => void;
  placeholder?: string;
  className?: string;
}

/** A search field that `/` focuses and Escape empties. */
export function SearchInput({ label, value, onChange, placeholder, className }: SearchInputProps) {
  const [text, setText] = useState(value);
  const [known, setKnown] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  // The address can change the value too (back, a link): then the field follows.
  if (known !== value) {
    setKnown(value);
    setText(value);
  }
  useEffect(() => {
    if (text === value) return undefined;
    const timer = setTimeout(() => onChange(text), 150);
    return () => clearTimeout(timer);
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || isTyping(event.target)) return;
      event.preventDefault();
      input.current?.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <div className={clsx('relative', className)}>
      <Search className="pointer-events-none absolute top-[7px] left-2 size-3.5 text-mut" aria-hidden />
      <Input
        ref={input}
        type="search"
        aria-label={label}
        placeholder={placeholder}
        className="pr-7 pl-7 [&::-webkit-search-cancel-button]:hidden"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            setText('');
            input.current?.blur();
          }
        }}
      />
      <kbd className="pointer-events-none absolute top-1 right-2 font-sans text-mut" aria-hidden>
        /
      </kbd>
    </div>
  );
}

/** Whether a key press belongs to a field, a dialog or a menu, not to the page. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input, textarea, select, [contenteditable=true], [role=dialog], [role=listbox]') !== null
  );
}
