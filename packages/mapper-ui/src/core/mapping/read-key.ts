interface KeyParts {
  key: string;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
}

/** A key as commands name theirs: `Enter`, `Alt+ArrowUp`, `s`. Undefined with ⌘ or Ctrl, which are the page's. */
export function readKey({ key, altKey, ctrlKey, metaKey }: KeyParts): string | undefined {
  if (ctrlKey || metaKey) return undefined;
  const name = key.length === 1 ? key.toLowerCase() : key;
  return altKey ? `Alt+${name}` : name;
}

const SHOWN: Readonly<Record<string, string>> = {
  Enter: '↵',
  'Alt+Enter': 'Alt ↵',
  'Alt+ArrowUp': 'Alt ↑',
  'Alt+ArrowDown': 'Alt ↓',
  'Alt+ArrowRight': 'Alt →',
  'Alt+ArrowLeft': 'Alt ←',
  Delete: 'Del',
  ' ': 'Space',
};

/** A command's key for people. */
export function showKey(key: string): string {
  return SHOWN[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}
