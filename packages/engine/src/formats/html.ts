import { createTextFormat } from './text.ts';

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#x27;',
  '`': '&#x60;',
  '=': '&#x3D;',
};

/** HTML: the value must be a string; inserted text is escaped as Handlebars does, safe in text and in any attribute. */
export const htmlFormat = createTextFormat('html', (text) =>
  text.replace(/[&<>"'`=]/g, (character) => ENTITIES[character] ?? character),
);
