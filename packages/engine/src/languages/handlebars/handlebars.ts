import type { CompiledTemplate, CompileRequest, LanguagePort } from '../language.ts';
import { checkTemplate } from './check-template.ts';
import { compileText } from './compile-text.ts';

export const handlebarsLanguage: LanguagePort = { analyse: checkTemplate, compile };

function compile({ source, format, formatPort, budget, functions }: CompileRequest): CompiledTemplate {
  const compiled = compileText({
    source,
    destination: format,
    escape: (text, warn) => formatPort.escape(text, warn),
    budget,
    functions,
  });
  return {
    produces: 'text',
    warnings: compiled.warnings,
    async evaluate(payload, bindings) {
      const { text, diagnostics } = compiled.render(payload, bindings);
      return { value: text, diagnostics };
    },
  };
}
