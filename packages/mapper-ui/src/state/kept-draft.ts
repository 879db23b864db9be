const prefix = 'postmap-draft:';

/** Keeps what is being typed until the tab is closed. */
export function keepDraft(name: string, draft: unknown): void {
  try {
    sessionStorage.setItem(prefix + name, JSON.stringify(draft));
  } catch {
    // Storage can be full or forbidden: then only this page knows the draft, as without keeping.
  }
}

export function readKeptDraft(name: string): unknown {
  try {
    const text = sessionStorage.getItem(prefix + name);
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function forgetDraft(name: string): void {
  try {
    sessionStorage.removeItem(prefix + name);
  } catch {
    // Nothing was kept where storage is forbidden.
  }
}
