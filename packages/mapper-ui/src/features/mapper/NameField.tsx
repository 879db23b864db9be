import { useState } from 'react';

/** The template's name as a heading that can be typed into. Enter or leaving keeps it, Escape and emptiness do not. */
export function NameField({ name, onChange }: { name: string; onChange: (name: string) => void }) {
  const [typed, setTyped] = useState<string | null>(null);
  const keep = (): void => {
    const next = typed?.trim() ?? '';
    if (next !== '' && next !== name) onChange(next.slice(0, 120));
    setTyped(null);
  };
  const shown = typed ?? name;
  return (
    <h1 className="relative grid min-w-8 max-w-80 font-semibold">
      <span
        aria-hidden
        className="invisible col-start-1 row-start-1 truncate border border-transparent px-1 whitespace-pre"
      >
        {shown === '' ? ' ' : shown}
      </span>
      <input
        aria-label="Template name"
        value={shown}
        size={1}
        maxLength={120}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
          if (event.key === 'Escape') setTyped(null);
        }}
        className="col-start-1 row-start-1 w-full min-w-0 truncate rounded-sm border border-transparent bg-transparent px-1 font-semibold hover:border-line focus:border-accent focus:outline-none"
      />
    </h1>
  );
}
