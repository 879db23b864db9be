const TOKEN = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<(?:"[^"]*"|'[^']*'|[^>"'])*>|[^<]+/g;

interface Piece {
  text: string;
  /** Undefined for anything but an element that has an end tag. */
  children?: Piece[];
  end?: string;
}

/** Well-formed XML with an element per line, for reading; an element that holds text stays as it was written. */
export function indentXml(xml: string): string {
  if (xml.includes('<!DOCTYPE')) return xml;
  const root: Piece[] = [];
  const open: Piece[] = [];
  for (const [text] of xml.matchAll(TOKEN)) {
    const siblings = open.at(-1)?.children ?? root;
    if (text.startsWith('</')) {
      const closed = open.pop();
      if (closed !== undefined) closed.end = text;
    } else if (/^<[^?!]/.test(text) && !text.endsWith('/>')) {
      const piece: Piece = { text, children: [] };
      siblings.push(piece);
      open.push(piece);
    } else siblings.push({ text });
  }
  return root
    .filter(isShown)
    .map((piece) => write(piece, ''))
    .join('\n');
}

function write(piece: Piece, indent: string): string {
  const children = piece.children ?? [];
  const elements = children.filter(isShown);
  const holdsText = elements.some(({ text }) => !text.startsWith('<') || text.startsWith('<![CDATA['));
  if (elements.length === 0 || holdsText) return indent + join(piece);
  const lines = elements.map((child) => write(child, `${indent}  `));
  return `${indent}${piece.text}\n${lines.join('\n')}\n${indent}${piece.end ?? ''}`;
}

function isShown({ text }: Piece): boolean {
  return text.trim() !== '';
}

function join({ text, children = [], end = '' }: Piece): string {
  return `${text}${children.map(join).join('')}${end}`;
}
