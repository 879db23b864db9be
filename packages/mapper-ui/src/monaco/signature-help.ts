import { findSignature } from '@postmap/engine';
import type { Language } from '@postmap/engine';
import type { Monaco } from './load-monaco.ts';
import { askAt } from './model-request.ts';

const TRIGGERS: Record<Language, string[]> = { jsonata: ['(', ','], handlebars: [' ', '='] };

/** Within a call: how the function is called, and which argument is being typed. */
export function registerSignatureHelp(monaco: Monaco, language: Language): void {
  monaco.languages.registerSignatureHelpProvider(language, {
    signatureHelpTriggerCharacters: TRIGGERS[language],
    provideSignatureHelp(model, position) {
      const found = findSignature(askAt(model, position));
      if (found === undefined) return null;
      const { signature, text, parameters, activeParameter, isFirstGiven } = found;
      const given =
        isFirstGiven && parameters[0] !== undefined ? `\`${parameters[0].name}\` stands before the call. ` : '';
      return {
        value: {
          signatures: [
            {
              label: signature,
              documentation: { value: given + text },
              parameters: parameters.map((parameter) => ({
                label: parameter.name,
                documentation: { value: parameter.text },
              })),
            },
          ],
          activeSignature: 0,
          activeParameter,
        },
        dispose: () => undefined,
      };
    },
  });
}
