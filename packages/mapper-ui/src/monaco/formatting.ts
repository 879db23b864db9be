import { formatTemplate } from '@postmap/engine';
import type { Monaco } from './load-monaco.ts';
import { readTemplate } from './model-request.ts';

/** Handlebars is text, whose spaces are part of what is sent: only JSONata is laid out. */
export function registerFormatting(monaco: Monaco): void {
  monaco.languages.registerDocumentFormattingEditProvider('jsonata', {
    provideDocumentFormattingEdits(model) {
      const { source, reason } = formatTemplate(readTemplate(model));
      if (reason !== undefined || source === model.getValue()) return [];
      return [{ range: model.getFullModelRange(), text: source }];
    },
  });
}
