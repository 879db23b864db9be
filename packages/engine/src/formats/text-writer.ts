/** Collects plain text line by line: white space runs together, line breaks wait until something follows them. */
export class TextWriter {
  readonly #chunks: string[] = [];
  #length = 0;
  /** Line breaks that wait for the next text. */
  #breaks = 0;
  /** White space that waits for the next text on the same line. */
  #gap = '';
  #keepsSpace = false;

  /** How much was written; for `textSince`. */
  get length(): number {
    return this.#chunks.length;
  }

  write(text: string): void {
    if (this.#keepsSpace) {
      if (text !== '') this.#put(text);
      return;
    }
    // A no-break space is text.
    for (const part of text.split(/([ \t\r\n\f]+)/)) {
      if (part === '') continue;
      if (/^[ \t\r\n\f]/.test(part)) this.#gap ||= ' ';
      else this.#put(part);
    }
  }

  /** At least `count` line breaks before what follows. */
  breakLine(count: number): void {
    this.#breaks = Math.max(this.#breaks, count);
  }

  /** One line break more, up to an empty line. */
  addLine(): void {
    this.#breaks = Math.min(2, this.#breaks + 1);
  }

  /** Space between two cells of a row. */
  addGap(): void {
    this.#gap = '  ';
  }

  /** The mark of a list item; what follows stands on its line. */
  writeMark(mark: string): void {
    this.#gap = '';
    this.#put(mark);
  }

  writeRule(): void {
    this.breakLine(2);
    this.#gap = '';
    this.#put('----------');
    this.breakLine(2);
  }

  keepSpace(keeps: boolean): void {
    this.#keepsSpace = keeps;
  }

  textSince(length: number): string {
    return this.#chunks.slice(length).join('').trim();
  }

  /** The whole text: no space at the ends of lines, no-break spaces as spaces, no empty lines around it. */
  finish(): string {
    const lines = this.#chunks.join('').replaceAll('\u00A0', ' ').split('\n');
    const trimmed = lines.map((line) => line.trimEnd()).join('\n');
    return trimmed.replaceAll(/\n{3,}/g, '\n\n').trim();
  }

  #put(text: string): void {
    if (this.#breaks > 0 && this.#length > 0) this.#add('\n'.repeat(this.#breaks));
    else if (this.#breaks === 0 && this.#length > 0 && this.#gap !== '' && !this.#endsWithSpace()) this.#add(this.#gap);
    this.#breaks = 0;
    this.#gap = '';
    this.#add(text);
  }

  #add(text: string): void {
    this.#chunks.push(text);
    this.#length += text.length;
  }

  #endsWithSpace(): boolean {
    return /\s$/.test(this.#chunks.at(-1) ?? '');
  }
}
