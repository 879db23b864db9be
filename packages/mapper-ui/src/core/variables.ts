/** One variable of a customer as it is being edited; `text` is JSON where it reads as JSON, else plain text. */
export interface VariableRow {
  name: string;
  text: string;
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'number',
  boolean: 'true/false',
  object: 'object',
};

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Rows for editing. Text that would read as something else (`"5"`, `"true"`) keeps its quotes. */
export function toVariableRows(variables: Readonly<Record<string, Json>>): VariableRow[] {
  return Object.entries(variables).map(([name, value]) => ({
    name,
    text: typeof value === 'string' && readJson(value) === undefined ? value : JSON.stringify(value),
  }));
}

/** Reads rows back; rows with neither name nor value are left out. Names which row lacks a name or repeats one. */
export function readVariableRows(
  rows: readonly VariableRow[],
): { variables: Record<string, Json> } | { problem: string } {
  const variables: Record<string, Json> = {};
  for (const row of rows) {
    const name = row.name.trim();
    if (name === '' && row.text === '') continue;
    if (name === '') return { problem: `The variable with the value ${row.text} has no name` };
    if (Object.hasOwn(variables, name)) return { problem: `The variable "${name}" is there twice` };
    const read = readJson(row.text);
    variables[name] = read === undefined ? row.text : read.value;
  }
  return { variables };
}

/** What templates will see: the kind of value that a variable's text reads as; empty while there is nothing. */
export function nameVariableKind(text: string): string {
  if (text === '') return '';
  const read = readJson(text);
  if (read === undefined) return 'text';
  const { value } = read;
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  return KINDS[typeof value] ?? '';
}

function readJson(text: string): { value: Json } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
