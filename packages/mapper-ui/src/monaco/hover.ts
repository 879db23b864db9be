import { describeHover } from '@postmap/engine';
import type { Language } from '@postmap/engine';
import type { Monaco } from './load-monaco.ts';
import { askAt, toRange } from './model-request.ts';

/** Hovering shows how a function is called and what it does, what a path leads to, and its values in the sample. */
export function registerHover(monaco: Monaco, language: Language): void {
  monaco.languages.registerHoverProvider(language, {
    provideHover(model, position) {
      const found = describeHover(askAt(model, position));
      if (found === undefined) return null;
      return {
        range: toRange(monaco, model, found.span),
        contents: [
          code(language, found.signature),
          ...(found.text === '' ? [] : [{ value: found.text }]),
          ...(found.values.length === 0 ? [] : [code('json', found.values.join('\n'))]),
        ],
      };
    },
  });
}

function code(name: string, text: string): { value: string } {
  return { value: `\`\`\`${name}\n${text}\n\`\`\`` };
}
