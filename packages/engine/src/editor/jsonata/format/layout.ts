/** What to print: text, and places where a line may end. After Wadler, "A prettier printer" (1998). */
export type Layout =
  string | readonly Layout[] | { readonly kind: 'indent'; readonly content: Layout } | Group | Line | Comment;

/** Printed on one line where it fits and nothing in it ends a line; else each of its own lines ends. */
export interface Group {
  readonly kind: 'group';
  readonly content: Layout;
  readonly isBroken: boolean;
}

/** The end of a line, or in a group on one line `flat`. `isBlank`: an empty line follows. */
export interface Line {
  readonly kind: 'line';
  readonly flat: '' | ' ';
  readonly isBlank: boolean;
}

/** With a space on either side where text is; `breaks` lines end after it, and one before it where it stands alone. */
export interface Comment {
  readonly kind: 'comment';
  readonly text: string;
  readonly isAlone: boolean;
  readonly breaks: number;
}

export function indent(content: Layout): Layout {
  return { kind: 'indent', content };
}

/** Broken, too, where something within it is. */
export function group(content: Layout, isBroken = false): Layout {
  return { kind: 'group', content, isBroken: isBroken || hasBreak(content) };
}

export function line(isBlank = false): Layout {
  return { kind: 'line', flat: ' ', isBlank };
}

export function softLine(isBlank = false): Layout {
  return { kind: 'line', flat: '', isBlank };
}

/** Groups know it of what is within them, so that no layout is looked through twice. */
function hasBreak(layout: Layout): boolean {
  if (typeof layout === 'string') return false;
  if (!('kind' in layout)) return layout.some((part) => hasBreak(part));
  if (layout.kind === 'indent') return hasBreak(layout.content);
  if (layout.kind === 'group') return layout.isBroken;
  if (layout.kind === 'line') return layout.isBlank;
  return layout.breaks > 0 || layout.isAlone || layout.text.includes('\n');
}
