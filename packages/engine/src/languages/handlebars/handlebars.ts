import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Format } from '../../formats/format.ts';
import type { Shape } from '../../shapes/shape.ts';
import type { CompiledTemplate, CompileRequest, LanguagePort } from '../language.ts';
import { analysePaths } from './analysis/analyse-paths.ts';
import { checkTemplate } from './check-template.ts';
import { compileText } from './compile-text.ts';

export const handlebarsLanguage: LanguagePort = { analyse, compile };

function analyse(source: string, format: Format, shape?: Shape): Diagnostic[] {
  const found = checkTemplate(source, format);
  if (found.some(({ severity }) => severity === 'error')) return found;
  return [...found, ...analysePaths(source, shape)].toSorted((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
}

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
