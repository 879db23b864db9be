import { encode, parsePayload } from '@postmap/engine';
import { maskPayload } from '../masking/mask-payload.ts';
import { maskText } from '../masking/mask-text.ts';
import type { EmailAttachment } from '../outbound/compose-email.ts';

/**
 * What an email brings along of the event, masked as in every view: nobody chose its fields one by one, so that secrets and card numbers must
 * not leave with it. `json`: the payload as it came, byte for byte but for what is masked. `csv`: a row for each item of the payload's first list of
 * objects, nearest to the top (the items of an order); the payload itself as one row where there is none.
 *
 * @param payload JSON text as stored
 * @param name the event's id, for the file's name
 * @throws {TemplateError} where the rows are too large
 */
export function attachEvent(kind: 'json' | 'csv', payload: string, name: string): EmailAttachment {
  if (kind === 'json') {
    return { filename: `${name}.json`, contentType: 'application/json', content: maskText(payload) };
  }
  const value = maskPayload(parsePayload(payload).payload);
  const rows = (findRows(value) ?? [value]).map((row) => flatten(row));
  return { filename: `${name}.csv`, contentType: 'text/csv', content: encode(rows, 'csv').body };
}

type Fields = Readonly<Record<string, unknown>>;

/** Level by level, in the order of the payload. */
function findRows(value: unknown): Fields[] | undefined {
  let level: unknown[] = [value];
  while (level.length > 0) {
    for (const part of level) {
      if (Array.isArray(part) && part.length > 0 && part.every(isFields)) return part;
    }
    level = level.flatMap((part) => (Array.isArray(part) ? part : isFields(part) ? Object.values(part) : []));
  }
  return undefined;
}

/** Columns of nested objects have dotted names; a list stays one cell, as JSON. */
function flatten(value: unknown): Record<string, unknown> {
  const cells: [string, unknown][] = [];
  const walk = (part: unknown, path: string): void => {
    if (isFields(part) && Object.keys(part).length > 0) {
      for (const [key, inner] of Object.entries(part)) walk(inner, path === '' ? key : `${path}.${key}`);
    } else {
      cells.push([
        path === '' ? 'value' : path,
        typeof part === 'object' && part !== null ? JSON.stringify(part) : part,
      ]);
    }
  };
  walk(value, '');
  return Object.fromEntries(cells);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
