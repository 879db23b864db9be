import type { Monaco } from './load-monaco.ts';
import { listWidgetColours } from './widget-colours.ts';

/** Monaco takes hexadecimal colours only, so they are read from the page's custom properties. */
const TOKENS = {
  key: 'ink',
  string: 'text-value',
  number: 'number-value',
  constant: 'number-value',
  regexp: 'text-value',
  comment: 'mut',
  variable: 'accent',
  parameter: 'accent',
  function: 'accent',
  condition: 'warn',
  loop: 'loop',
  operator: 'mut',
  delimiter: 'mut',
  tag: 'mut',
  path: 'ink',
  // What nothing defines has no colour of its own.
  'variable.unknown': 'mut',
  'function.unknown': 'mut',
} as const;

/** Gives the editors the page's colours as they are now. Call again when the page's theme changes. */
export function applyTheme(monaco: Monaco, theme: 'light' | 'dark'): void {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => expandHex(style.getPropertyValue(`--${name}`).trim());
  monaco.editor.defineTheme('postmap', {
    base: theme === 'dark' ? 'vs-dark' : 'vs',
    inherit: false,
    rules: [
      { token: '', foreground: colour('ink').slice(1) },
      ...Object.entries(TOKENS).map(([token, name]) => ({ token, foreground: colour(name).slice(1) })),
    ],
    colors: {
      'editor.background': colour('canvas'),
      'editor.foreground': colour('ink'),
      'editorLineNumber.foreground': colour('mut'),
      'editorLineNumber.dimmedForeground': colour('mut'),
      'editorLineNumber.activeForeground': colour('ink'),
      'editorCursor.foreground': colour('accent'),
      'editor.lineHighlightBackground': colour('sub'),
      'editor.lineHighlightBorder': '#00000000',
      'editor.selectionBackground': `${colour('accent')}33`,
      'editor.inactiveSelectionBackground': `${colour('accent')}1f`,
      'editor.wordHighlightBackground': `${colour('accent')}1a`,
      'editor.findMatchBackground': `${colour('warn')}55`,
      'editor.findMatchHighlightBackground': `${colour('warn')}2b`,
      // One colour for every depth: brackets carry no meaning here.
      ...Object.fromEntries(
        [1, 2, 3, 4, 5, 6].map((depth) => [`editorBracketHighlight.foreground${depth}`, colour('mut')]),
      ),
      'editorBracketHighlight.unexpectedBracket.foreground': colour('bad'),
      'editorBracketMatch.background': colour('accent-soft'),
      'editorBracketMatch.border': colour('accent'),
      'editorIndentGuide.background1': colour('line-soft'),
      'editorIndentGuide.activeBackground1': colour('line'),
      ...listWidgetColours(colour),
      'diffEditor.insertedTextBackground': `${colour('ok')}33`,
      'diffEditor.removedTextBackground': `${colour('bad')}2b`,
      'diffEditor.insertedLineBackground': `${colour('ok')}14`,
      'diffEditor.removedLineBackground': `${colour('bad')}12`,
      'diffEditor.border': colour('line-soft'),
      'diffEditor.diagonalFill': colour('line'),
      'diffEditor.unchangedRegionBackground': colour('sub'),
      'diffEditor.unchangedRegionForeground': colour('mut'),
      'diffEditor.unchangedRegionShadow': '#00000000',
      'editorError.foreground': colour('bad'),
      'editorWarning.foreground': colour('warn'),
      'editorInfo.foreground': colour('accent'),
      'scrollbarSlider.background': `${colour('faint')}40`,
      'scrollbarSlider.hoverBackground': `${colour('faint')}66`,
      'scrollbarSlider.activeBackground': `${colour('faint')}80`,
      'scrollbar.shadow': '#00000000',
      'widget.shadow': '#00000022',
      focusBorder: colour('accent'),
    },
  });
  monaco.editor.setTheme('postmap');
}

function expandHex(colour: string): string {
  if (!/^#[0-9a-f]{3}$/i.test(colour)) return colour;
  return colour.replace(/[0-9a-f]/gi, '$&$&');
}
