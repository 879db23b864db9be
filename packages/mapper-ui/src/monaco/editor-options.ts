import type { editor } from 'monaco-editor/editor/editor.api';

const SHARED: editor.IStandaloneEditorConstructionOptions = {
  theme: 'postmap',
  automaticLayout: true,
  fontFamily: "'JetBrains Mono Variable', ui-monospace, monospace",
  fontSize: 12,
  lineHeight: 20,
  fontLigatures: false,
  minimap: { enabled: false },
  overviewRulerLanes: 0,
  overviewRulerBorder: false,
  hideCursorInOverviewRuler: true,
  scrollBeyondLastLine: false,
  renderLineHighlightOnlyWhenFocus: true,
  padding: { top: 10, bottom: 10 },
  scrollbar: {
    verticalScrollbarSize: 10,
    horizontalScrollbarSize: 10,
    useShadows: false,
    alwaysConsumeMouseWheel: false,
  },
  unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: false },
  stickyScroll: { enabled: false },
  fixedOverflowWidgets: true,
  contextmenu: false,
  links: false,
  tabSize: 2,
  accessibilitySupport: 'auto',
};

export const EDITOR_OPTIONS: editor.IStandaloneEditorConstructionOptions = {
  ...SHARED,
  lineNumbersMinChars: 4,
  lineDecorationsWidth: 12,
  glyphMargin: false,
  folding: true,
  wordBasedSuggestions: 'off',
  suggest: { showIcons: true, showStatusBar: false, preview: false },
  quickSuggestions: { other: true, strings: true, comments: false },
  bracketPairColorization: { enabled: false },
  matchBrackets: 'always',
  autoIndent: 'full',
  formatOnPaste: false,
  'semanticHighlighting.enabled': true,
  occurrencesHighlight: 'singleFile',
};

export const VIEWER_OPTIONS: editor.IStandaloneEditorConstructionOptions = {
  ...SHARED,
  occurrencesHighlight: 'off',
  readOnly: true,
  domReadOnly: true,
  lineNumbers: 'off',
  glyphMargin: false,
  folding: false,
  lineDecorationsWidth: 14,
  lineNumbersMinChars: 0,
  renderLineHighlight: 'none',
  matchBrackets: 'never',
  guides: { indentation: false },
  bracketPairColorization: { enabled: false },
};

export const DIFF_OPTIONS: editor.IStandaloneDiffEditorConstructionOptions = {
  ...VIEWER_OPTIONS,
  lineNumbers: 'on',
  lineNumbersMinChars: 3,
  originalEditable: false,
  ignoreTrimWhitespace: false,
  renderOverviewRuler: false,
  renderMarginRevertIcon: false,
  renderGutterMenu: false,
  // The page decides by the window: the editor's own limit would change with the panel beside it.
  useInlineViewWhenSpaceIsLimited: false,
  hideUnchangedRegions: { enabled: true, contextLineCount: 4, minimumLineCount: 4 },
  diffAlgorithm: 'advanced',
};
