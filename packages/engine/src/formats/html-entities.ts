/** HTML character references that occur in emails, by name (WHATWG HTML §13.5); others stay as they are written. */
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00A0',
  shy: '',
  zwnj: '',
  zwj: '',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  copy: '©',
  reg: '®',
  trade: '™',
  hellip: '…',
  mdash: '—',
  ndash: '–',
  minus: '−',
  times: '×',
  middot: '·',
  bull: '•',
  laquo: '«',
  raquo: '»',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  bdquo: '„',
  sbquo: '‚',
  euro: '€',
  pound: '£',
  cent: '¢',
  yen: '¥',
  deg: '°',
  sect: '§',
  para: '¶',
  larr: '←',
  rarr: '→',
  uarr: '↑',
  darr: '↓',
  check: '✓',
  star: '☆',
  hearts: '♥',
  frac12: '½',
  frac14: '¼',
  aacute: 'á',
  agrave: 'à',
  acirc: 'â',
  atilde: 'ã',
  auml: 'ä',
  aring: 'å',
  aelig: 'æ',
  ccedil: 'ç',
  eacute: 'é',
  egrave: 'è',
  ecirc: 'ê',
  euml: 'ë',
  iacute: 'í',
  icirc: 'î',
  iuml: 'ï',
  ntilde: 'ñ',
  oacute: 'ó',
  ocirc: 'ô',
  otilde: 'õ',
  ouml: 'ö',
  oslash: 'ø',
  uacute: 'ú',
  ugrave: 'ù',
  ucirc: 'û',
  uuml: 'ü',
  szlig: 'ß',
};

const REFERENCE = /&(?:#[xX]([0-9a-fA-F]{1,6})|#(\d{1,7})|([a-zA-Z]\w{1,31}));/g;

/** Replaces character references by what they stand for. Control characters that a number names are left out. */
export function decodeEntities(text: string): string {
  return text.replaceAll(REFERENCE, (written: string, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return readNamed(name) ?? written;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    if (code > 0x10_ffff || (code >= 0xd800 && code <= 0xdfff)) return '\uFFFD';
    const isControl = code < 0x20 ? code !== 0x09 && code !== 0x0a : code >= 0x7f && code <= 0x9f;
    return isControl ? '' : String.fromCodePoint(code);
  });
}

/** Names tell capitals apart where both exist: `&Auml;` is Ä. */
function readNamed(name: string): string | undefined {
  if (Object.hasOwn(NAMED, name)) return NAMED[name];
  const lower = name.charAt(0).toLowerCase() + name.slice(1);
  if (name === lower || !Object.hasOwn(NAMED, lower)) return undefined;
  const small = NAMED[lower] ?? '';
  const large = small.toUpperCase();
  return large !== small && large.length === 1 ? large : undefined;
}
