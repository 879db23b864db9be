import { DEFAULT_BUDGET } from '../../runtime/budget.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Shape } from '../../shapes/shape.ts';
import type { AnalyseRequest, CompiledTemplate, CompileRequest, LanguagePort } from '../language.ts';
import { analysePaths } from './analysis/analyse-paths.ts';
import { compileText } from './compile-text.ts';
import { linkPartials } from './partials/link-partials.ts';

export const handlebarsLanguage: LanguagePort = { analyse, compile };

function analyse({ source, format, name, partials }: AnalyseRequest, shape?: Shape): Diagnostic[] {
  const { sourceBytes } = DEFAULT_BUDGET;
  const linked = linkPartials({ source, destination: format, name, partials, sourceBytes });
  const found = linked.diagnostics;
  if (found.some(({ severity }) => severity === 'error')) return found;
  const paths = analysePaths(source, { shape, partials: linked.partials });
  return [...found, ...paths].toSorted((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
}

function compile({ source, format, formatPort, budget, functions, name, partials }: CompileRequest): CompiledTemplate {
  const compiled = compileText({
    source,
    destination: format,
    escape: (text, warn) => formatPort.escape(text, warn),
    budget,
    functions,
    name,
    partials,
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
