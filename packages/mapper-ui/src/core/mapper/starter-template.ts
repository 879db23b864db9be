import type { Format, Language } from '@postmap/engine';
import { buildFieldTree } from './field-tree.ts';
import type { FieldNode } from './field-tree.ts';
import { writeHandlebarsPath, writeJsonataPath } from './field-path.ts';

const FIELDS = 6;
const ITEM_FIELDS = 4;

/** A small template that renders on this payload, to begin from: some fields of its main part, and its first list. */
export function writeStarter(language: Language, format: Format, payload: unknown): string {
  const main = findMainPart(buildFieldTree(payload));
  const fields = pickLeaves(main, FIELDS);
  const list = main.children.find((node) => node.kind === 'array' && pickLeaves(node, 1).length > 0);
  const items = list === undefined ? [] : pickLeaves(list, ITEM_FIELDS);
  if (fields.length === 0) return writeEmptyStarter(language, format);
  if (language === 'jsonata') return format === 'json' ? jsonataJson(fields, list, items) : jsonataText(fields, format);
  if (format === 'json') return handlebarsJson(fields, list, items);
  return format === 'html' ? handlebarsHtml(fields, list, items) : handlebarsText(fields, list, items);
}

function writeEmptyStarter(language: Language, format: Format): string {
  if (format === 'json') return language === 'jsonata' ? '{\n  \n}\n' : '{\n}\n';
  return language === 'jsonata' ? '""\n' : '';
}

/** Down through envelopes: a field whose value is the only object with fields of its own is what the event is about. */
function findMainPart(root: FieldNode): FieldNode {
  let node = root;
  for (;;) {
    const objects = node.children.filter(({ kind }) => kind === 'object');
    const [only] = objects;
    if (only === undefined || objects.length > 1 || node.children.some(({ kind }) => kind === 'array')) return node;
    node = only;
  }
}

/** Leaves that hold something come first; nulls and empty texts make a poor beginning. */
function pickLeaves(node: FieldNode, limit: number): FieldNode[] {
  const leaves = node.children.filter(
    ({ children, kind }) => children.length === 0 && kind !== 'object' && kind !== 'array',
  );
  const full = leaves.filter(({ values }) => values.some((value) => value !== null && value !== ''));
  return (full.length > 0 ? full : leaves).slice(0, limit);
}

function jsonataJson(fields: FieldNode[], list: FieldNode | undefined, items: FieldNode[]): string {
  const lines = fields.map((node) => `  ${JSON.stringify(node.key)}: ${writeJsonataPath(node.path)}`);
  if (list !== undefined) {
    const inner = items.map((node) => `    ${JSON.stringify(node.key)}: ${writeJsonataPath(node.path.slice(-1))}`);
    lines.push(`  ${JSON.stringify(list.key)}: [${writeJsonataPath(list.path)}.{\n${inner.join(',\n')}\n  }]`);
  }
  return `{\n${lines.join(',\n')}\n}\n`;
}

function jsonataText(fields: FieldNode[], format: Format): string {
  const end = format === 'html' ? '<br>\\n' : '\\n';
  return `${fields.map((node) => `${JSON.stringify(`${node.key}: `)} & ${writeJsonataPath(node.path)}`).join(` & "${end}" &\n`)}\n`;
}

function handlebarsJson(fields: FieldNode[], list: FieldNode | undefined, items: FieldNode[]): string {
  const lines = fields.map((node) => `  ${JSON.stringify(node.key)}: "{{${writeHandlebarsPath(node.path)}}}"`);
  if (list !== undefined) {
    const inner = items
      .map((node) => `${JSON.stringify(node.key)}: "{{${writeHandlebarsPath(node.path.slice(-1))}}}"`)
      .join(', ');
    const each = `{{#each ${writeHandlebarsPath(list.path)}}}`;
    lines.push(`  ${JSON.stringify(list.key)}: [${each}{{#unless @first}},{{/unless}}\n    { ${inner} }{{/each}}\n  ]`);
  }
  return `{\n${lines.join(',\n')}\n}\n`;
}

function handlebarsText(fields: FieldNode[], list: FieldNode | undefined, items: FieldNode[]): string {
  const lines = fields.map((node) => `${node.key}: {{${writeHandlebarsPath(node.path)}}}`);
  if (list !== undefined) {
    const inner = items.map((node) => `{{${writeHandlebarsPath(node.path.slice(-1))}}}`).join(' · ');
    lines.push(`{{#each ${writeHandlebarsPath(list.path)}}}`, `- ${inner}`, '{{/each}}');
  }
  return `${lines.join('\n')}\n`;
}

function handlebarsHtml(fields: FieldNode[], list: FieldNode | undefined, items: FieldNode[]): string {
  const rows = fields.map((node) => `  <dt>${escapeHtml(node.key)}</dt><dd>{{${writeHandlebarsPath(node.path)}}}</dd>`);
  const lines = ['<dl>', ...rows, '</dl>'];
  if (list !== undefined) {
    const inner = items.map((node) => `{{${writeHandlebarsPath(node.path.slice(-1))}}}`).join(' · ');
    lines.push('<ul>', `  {{#each ${writeHandlebarsPath(list.path)}}}`, `  <li>${inner}</li>`, '  {{/each}}', '</ul>');
  }
  return `${lines.join('\n')}\n`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[character] ?? character);
}
