/** A case: named sections of text, in order. */
export type CaseSections = Map<string, string>;

const HEADING = /^-- (.+) --$/;

/**
 * Reads a case file: each `-- name --` line opens a section that runs to the next heading, its line breaks included. Text
 * before the first heading says what the case is about and is kept under the empty name.
 */
export function parseCaseFile(text: string): CaseSections {
  const sections: CaseSections = new Map();
  let name = '';
  let lines: string[] = [];
  for (const line of text.split('\n')) {
    const heading = HEADING.exec(line)?.[1];
    if (heading === undefined) {
      lines.push(line);
      continue;
    }
    closeSection(sections, name, lines);
    if (sections.has(heading)) throw new Error(`section "${heading}" occurs twice`);
    name = heading;
    lines = [];
  }
  closeSection(sections, name, lines.at(-1) === '' ? lines.slice(0, -1) : lines);
  return sections;
}

/** The text of a case file; `parseCaseFile` gives the same sections back. */
export function formatCaseFile(sections: CaseSections): string {
  return [...sections].map(([name, text]) => (name === '' ? text : `-- ${name} --\n${text}`)).join('');
}

/** A section that the case must have, without its last line break. */
export function requireSection(sections: CaseSections, name: string): string {
  const text = sections.get(name);
  if (text === undefined) throw new Error(`section "${name}" is missing`);
  return text.replace(/\n$/, '');
}

function closeSection(sections: CaseSections, name: string, lines: string[]): void {
  if (name === '' && lines.length === 0) return;
  sections.set(name, lines.map((line) => `${line}\n`).join(''));
}
