import type { EditorTemplate, Formatting } from './editor-request.ts';
import { formatJsonata } from './jsonata/format/format-jsonata.ts';

/** Handlebars is left as it is: there, every space outside of braces is part of what is sent. */
export function formatTemplate({ language, source }: EditorTemplate): Formatting {
  if (language === 'jsonata') return formatJsonata(source);
  return { source, reason: 'Handlebars is not formatted: its spaces and line breaks are part of the output' };
}
