import * as monaco from 'monaco-editor/editor/editor.api';
import 'monaco-editor/features/bracketMatching/register';
import 'monaco-editor/features/caretOperations/register';
import 'monaco-editor/features/clipboard/register';
import 'monaco-editor/features/codeAction/register';
import 'monaco-editor/features/codeEditor/register';
import 'monaco-editor/features/codicon/register';
import 'monaco-editor/features/comment/register';
import 'monaco-editor/features/diffEditor/register';
import 'monaco-editor/features/find/register';
import 'monaco-editor/features/folding/register';
import 'monaco-editor/features/format/register';
import 'monaco-editor/features/gotoError/register';
import 'monaco-editor/features/gotoSymbol/register';
import 'monaco-editor/features/hover/register';
import 'monaco-editor/features/indentation/register';
import 'monaco-editor/features/linesOperations/register';
import 'monaco-editor/features/multicursor/register';
import 'monaco-editor/features/parameterHints/register';
import 'monaco-editor/features/referenceSearch/register';
import 'monaco-editor/features/rename/register';
import 'monaco-editor/features/semanticTokens/register';
// The feature above is for providers of parts of a text only.
import 'monaco-editor/editor/contrib/semanticTokens/browser/documentSemanticTokens';
import 'monaco-editor/features/snippet/register';
import 'monaco-editor/features/suggest/register';
import 'monaco-editor/editor/contrib/suggest/browser/suggestController';
import 'monaco-editor/features/toggleTabFocusMode/register';
import 'monaco-editor/features/wordHighlighter/register';
import 'monaco-editor/features/wordOperations/register';
// The default export is the bundler's: a class that starts the worker.
// oxlint-disable-next-line import/default
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
import './editor-widgets.css';
import { registerCompletion } from './completion.ts';
import { registerFormatting } from './formatting.ts';
import { registerHover } from './hover.ts';
import { handlebarsConfiguration, handlebarsGrammar } from './handlebars-grammar.ts';
import { jsonConfiguration, jsonGrammar } from './json-grammar.ts';
import { jsonataConfiguration, jsonataGrammar } from './jsonata-grammar.ts';
import { registerQuickFixes } from './quick-fixes.ts';
import { registerSemanticTokens } from './semantic-tokens.ts';
import { registerSignatureHelp } from './signature-help.ts';
import { registerSymbols } from './symbols.ts';

self.MonacoEnvironment = { getWorker: () => new EditorWorker() };

const LANGUAGES = [
  { id: 'jsonata', grammar: jsonataGrammar, configuration: jsonataConfiguration },
  { id: 'handlebars', grammar: handlebarsGrammar, configuration: handlebarsConfiguration },
  { id: 'json', grammar: jsonGrammar, configuration: jsonConfiguration },
];
for (const { id, grammar, configuration } of LANGUAGES) {
  monaco.languages.register({ id });
  monaco.languages.setMonarchTokensProvider(id, grammar);
  monaco.languages.setLanguageConfiguration(id, configuration);
}
for (const language of ['jsonata', 'handlebars'] as const) {
  registerCompletion(monaco, language);
  registerHover(monaco, language);
  registerSignatureHelp(monaco, language);
  registerSemanticTokens(monaco, language);
  registerSymbols(monaco, language);
  registerQuickFixes(monaco, language);
}
registerFormatting(monaco);
// Monaco's own keys for it begin with Ctrl+K, which opens the command palette. Pressed again, it goes into what is shown.
monaco.editor.addKeybindingRule({
  keybinding: monaco.KeyCode.F1,
  command: 'editor.action.showHover',
  when: 'editorTextFocus',
});

export { monaco };
