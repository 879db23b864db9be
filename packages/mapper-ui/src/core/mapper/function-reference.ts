import { functionReference } from '@postmap/engine';
import type { Language } from '@postmap/engine';

/** A function of Postmap's own set, as one language calls it. */
export interface DescribedFunction {
  /** As it is typed: `$date`, or `date` as a helper. */
  readonly name: string;
  readonly signature: string;
  /** Markdown: what it does, examples with their results, its arguments. */
  readonly text: string;
}

/** Postmap's functions for completion and hover, from the engine's own reference. */
export function describeFunctions(language: Language): readonly DescribedFunction[] {
  return functionReference.map(({ name, signature, text, parameters, examples }) => {
    const list = parameters.map((parameter) => {
      const takes = parameter.optional === true ? `${parameter.type}, optional` : parameter.type;
      return `- \`${parameter.name}\` (${takes}): ${parameter.text}`;
    });
    const shown = examples.slice(0, 2).map((example) => {
      const result = example.result === undefined ? 'nothing' : JSON.stringify(example.result);
      return `${example[language]}\n  → ${result}  for ${JSON.stringify(example.payload)}`;
    });
    return {
      name: language === 'jsonata' ? `$${name}` : name,
      signature: signature[language],
      text: [text, `\`\`\`${language}\n${shown.join('\n')}\n\`\`\``, list.join('\n')].join('\n\n'),
    };
  });
}
