import type { Format } from '@postmap/engine';
import { writeHandlebarsPath } from './field-path.ts';
import type { FieldNode } from './field-tree.ts';
import { HELPER_NAMES } from './insert-path.ts';
import type { StarterParts } from './starter-parts.ts';
import { writeXmlName } from './xml-name.ts';

export function writeHandlebarsStarter(format: Format, parts: StarterParts): string {
  return `${WRITERS[format](parts).join('\n')}\n`;
}

const WRITERS: Record<Format, (parts: StarterParts) => string[]> = {
  json: ({ fields, list, items }) => {
    const lines = fields.map((node) => `  ${JSON.stringify(node.key)}: "${insert(node)}"`);
    if (list !== undefined) {
      const inner = items.map((node) => `${JSON.stringify(node.key)}: "${insertItem(node)}"`).join(', ');
      lines.push(
        `  ${JSON.stringify(list.key)}: [${openEach(list)}{{#unless @first}},{{/unless}}\n    { ${inner} }{{/each}}\n  ]`,
      );
    }
    return ['{', lines.join(',\n'), '}'];
  },
  form: writeFields,
  query: writeFields,
  xml: ({ fields, list, items }) => {
    const lines = fields.map((node) => `  ${wrap(node, insert(node))}`);
    if (list !== undefined) {
      const name = writeXmlName(list.key);
      const inner = items.map((node) => `    ${wrap(node, insertItem(node))}`);
      lines.push(`  ${openEach(list)}`, `  <${name}>`, ...inner, `  </${name}>`, '  {{/each}}');
    }
    return ['<?xml version="1.0" encoding="UTF-8"?>', '<event>', ...lines, '</event>'];
  },
  csv: ({ fields, list, items }) => {
    const columns = list === undefined ? fields : items;
    const header = columns.map(({ key }) => (/[",\r\n]/.test(key) ? `"${key.replaceAll('"', '""')}"` : key)).join(',');
    if (list === undefined) return [header, columns.map(insert).join(',')];
    return [header, openEach(list), columns.map(insertItem).join(','), '{{/each}}'];
  },
  text: ({ fields, list, items }) => {
    const lines = fields.map((node) => `${node.key}: ${insert(node)}`);
    if (list !== undefined) lines.push(openEach(list), `- ${items.map(insertItem).join(' · ')}`, '{{/each}}');
    return lines;
  },
  html: ({ fields, list, items }) => {
    const rows = fields.map((node) => `  <dt>${escapeMarkup(node.key)}</dt><dd>${insert(node)}</dd>`);
    const lines = ['<dl>', ...rows, '</dl>'];
    if (list !== undefined) {
      const inner = items.map(insertItem).join(' · ');
      lines.push('<ul>', `  ${openEach(list)}`, `  <li>${inner}</li>`, '  {{/each}}', '</ul>');
    }
    return lines;
  },
};

/** A field on each line: line breaks are layout in these formats. */
function writeFields({ fields }: StarterParts): string[] {
  return fields.map((node, index) => `${index === 0 ? '' : '&'}${encodeURIComponent(node.key)}=${insert(node)}`);
}

function insert(node: FieldNode): string {
  return `{{${writeHandlebarsPath(node.path, HELPER_NAMES)}}}`;
}

function insertItem(node: FieldNode): string {
  return `{{${writeHandlebarsPath(node.path.slice(-1), HELPER_NAMES)}}}`;
}

function openEach(list: FieldNode): string {
  return `{{#each ${writeHandlebarsPath(list.path)}}}`;
}

function wrap(node: FieldNode, text: string): string {
  const name = writeXmlName(node.key);
  return `<${name}>${text}</${name}>`;
}

function escapeMarkup(text: string): string {
  return text.replace(/[&<>]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[character] ?? character);
}
