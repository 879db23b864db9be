import type { Comment, Layout, Line } from './layout.ts';

const STEP = '  ';

interface Command {
  layout: Layout;
  indent: number;
  isFlat: boolean;
}

/** The text of a layout with lines of at most `width` characters where they can be ended. */
export function printLayout(layout: Layout, width: number): string {
  const output = new Output();
  const pending: Command[] = [{ layout, indent: 0, isFlat: false }];
  for (let command = pending.pop(); command !== undefined; command = pending.pop()) {
    const { layout: current, indent, isFlat } = command;
    if (typeof current === 'string') output.write(current, indent);
    else if (!('kind' in current)) {
      for (const part of current.toReversed()) pending.push({ layout: part, indent, isFlat });
    } else if (current.kind === 'indent') pending.push({ layout: current.content, indent: indent + 1, isFlat });
    else if (current.kind === 'line') output.endLine(current, indent, isFlat);
    else if (current.kind === 'comment') output.comment(current, indent);
    else {
      const inner = { layout: current.content, indent, isFlat: true };
      const fits = !current.isBroken && (isFlat || fitsOn(width - output.column, inner, pending));
      pending.push({ ...inner, isFlat: fits });
    }
  }
  return output.text;
}

class Output {
  private readonly lines: string[] = [];
  private current = '';
  /** Lines that must end before anything else is written. */
  private breaks = 0;
  private isAfterComment = false;

  get text(): string {
    return [...this.lines, this.current].join('\n');
  }

  get column(): number {
    return this.current.length;
  }

  write(text: string, indent: number): void {
    if (text === '') return;
    if (this.breaks > 0) this.breakLine(this.breaks, indent);
    if (this.isAfterComment && !/^[\s,;)\]}]/.test(text) && !this.isAtGap()) this.append(' ');
    this.isAfterComment = false;
    if (text === ' ' && this.isAtGap()) return;
    this.append(text);
  }

  endLine({ flat, isBlank }: Line, indent: number, isFlat: boolean): void {
    if (isFlat && this.breaks === 0) this.write(flat, indent);
    else this.breakLine(Math.max(this.breaks, isBlank ? 2 : 1), indent);
  }

  comment({ text, isAlone, breaks }: Comment, indent: number): void {
    if (this.breaks > 0) this.breakLine(this.breaks, indent);
    if (isAlone && this.current.trim() !== '') this.breakLine(1, indent);
    if (!this.isAtGap() && !/[([{]$/.test(this.current)) this.append(' ');
    this.append(text);
    this.breaks = breaks;
    this.isAfterComment = true;
  }

  private breakLine(count: number, indent: number): void {
    this.lines.push(this.current.trimEnd());
    for (let blank = 1; blank < count; blank++) this.lines.push('');
    this.current = STEP.repeat(indent);
    this.breaks = 0;
    this.isAfterComment = false;
  }

  private append(text: string): void {
    const [first = '', ...rest] = text.split('\n');
    this.current += first;
    for (const line of rest) {
      this.lines.push(this.current);
      this.current = line;
    }
  }

  private isAtGap(): boolean {
    return this.current === '' || /\s$/.test(this.current);
  }
}

/** Whether the rest of the line, up to the next place where one surely ends, has room. */
function fitsOn(room: number, command: Command, after: readonly Command[]): boolean {
  let left = room;
  const pending = [command];
  for (let next = after.length; left >= 0;) {
    const current = pending.pop() ?? after[--next];
    if (current === undefined) return true;
    const { layout, isFlat } = current;
    if (typeof layout === 'string') left -= layout.length;
    else if (!('kind' in layout)) for (const part of layout.toReversed()) pending.push({ ...current, layout: part });
    else if (layout.kind === 'indent') pending.push({ ...current, layout: layout.content });
    else if (layout.kind === 'comment') {
      if (layout.breaks > 0) return true;
      left -= layout.text.length + 2;
    } else if (layout.kind === 'line') {
      if (!isFlat) return true;
      left -= layout.flat.length;
    } else pending.push({ ...current, layout: layout.content, isFlat: isFlat && !layout.isBroken });
  }
  return false;
}
