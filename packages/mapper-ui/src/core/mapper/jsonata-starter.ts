import type { Format } from '@postmap/engine';
import { writeJsonataPath } from './field-path.ts';
import type { FieldNode } from './field-tree.ts';
import type { StarterParts } from './starter-parts.ts';
import { writeXmlName } from './xml-name.ts';

export function writeJsonataStarter(format: Format, parts: StarterParts): string {
  const { fields, list, items } = parts;
  switch (format) {
    case 'json':
      return `${writeNested(parts, (key) => key)}\n`;
    case 'xml':
      return `{\n  "event": ${writeNested(parts, writeXmlName).replaceAll('\n', '\n  ')}\n}\n`;
    case 'csv':
      return list === undefined
        ? `[${writeObject(fields, (key) => key)}]\n`
        : `[${writeItems(list, items, (key) => key)}]\n`;
    case 'form':
    case 'query':
      return `${writeObject(fields, (key) => key)}\n`;
    default:
      return writeText(fields, format === 'html' ? '<br>\\n' : '\\n');
  }
}

function writeNested({ fields, list, items }: StarterParts, name: (key: string) => string): string {
  const lines = fields.map((node) => `  ${JSON.stringify(name(node.key))}: ${writeJsonataPath(node.path)}`);
  if (list !== undefined) {
    lines.push(`  ${JSON.stringify(name(list.key))}: [${writeItems(list, items, name).replaceAll('\n', '\n  ')}]`);
  }
  return `{\n${lines.join(',\n')}\n}`;
}

function writeItems(list: FieldNode, items: FieldNode[], name: (key: string) => string): string {
  const inner = items.map((node) => `  ${JSON.stringify(name(node.key))}: ${writeJsonataPath(node.path.slice(-1))}`);
  return `${writeJsonataPath(list.path)}.{\n${inner.join(',\n')}\n}`;
}

function writeObject(fields: FieldNode[], name: (key: string) => string): string {
  const lines = fields.map((node) => `  ${JSON.stringify(name(node.key))}: ${writeJsonataPath(node.path)}`);
  return `{\n${lines.join(',\n')}\n}`;
}

function writeText(fields: FieldNode[], end: string): string {
  return `${fields.map((node) => `${JSON.stringify(`${node.key}: `)} & ${writeJsonataPath(node.path)}`).join(` & "${end}" &\n`)}\n`;
}
