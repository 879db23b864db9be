import type { CompiledTemplate, CompileRequest, LanguagePort } from '../language.ts';
import { checkTemplate } from './check-template.ts';
import { compileText } from './compile-text.ts';

export const handlebarsLanguage: LanguagePort = {
  analyse: (source, format) => checkTemplate(source, format === 'html' ? 'html' : 'other'),
  compile,
};

function compile({ source, format, formatPort, budget }: CompileRequest): CompiledTemplate {
  const compiled = compileText(source, format === 'html' ? 'html' : 'other', (text) => formatPort.escape(text), budget);
  return {
    produces: 'text',
    warnings: compiled.warnings,
    async evaluate(payload, bindings) {
      const { text, diagnostics } = compiled.render(payload, bindings);
      return { value: text, diagnostics };
    },
  };
}
