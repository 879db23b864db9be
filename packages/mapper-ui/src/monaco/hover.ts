import type { Language } from '@postmap/engine';
import { explainAt } from '../core/mapper/explain.ts';
import type { Monaco } from './load-monaco.ts';

/** Hovering over a function shows how it is called, what it does and an example. */
export function registerHover(monaco: Monaco, language: Language): void {
  monaco.languages.registerHoverProvider(language, {
    provideHover(model, position) {
      const found = explainAt(language, model.getValue(), model.getOffsetAt(position));
      if (found === undefined) return null;
      const from = model.getPositionAt(found.start);
      const to = model.getPositionAt(found.end);
      return {
        range: new monaco.Range(from.lineNumber, from.column, to.lineNumber, to.column),
        contents: [{ value: `\`\`\`${language}\n${found.signature}\n\`\`\`` }, { value: found.text }],
      };
    },
  });
}
