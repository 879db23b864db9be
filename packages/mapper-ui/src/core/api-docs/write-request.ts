import type { ApiOperation } from './api-document.ts';

/** The command that sends an operation's example from a POSIX shell; the key is in the variable POSTMAP_KEY. */
export function writeRequest(operation: ApiOperation, origin: string): string {
  const { method, path, parameters, body, role } = operation;
  const filled = parameters
    .filter(({ place }) => place === 'path')
    .reduce(
      (text, { name, example }) => text.replace(`{${name}}`, example === undefined ? name : writeText(example)),
      path,
    );
  const query = parameters
    .filter(({ place, example }) => place === 'query' && example !== undefined)
    .map(({ name, example }) => `${encodeURIComponent(name)}=${encodeURIComponent(writeText(example))}`);
  const url = `${origin}${filled}${query.length === 0 ? '' : `?${query.join('&')}`}`;
  const parts = [`curl ${method === 'GET' ? '' : `-X ${method} `}${quote(url)}`];
  if (role !== 'open') parts.push('-H "Authorization: Bearer $POSTMAP_KEY"');
  if (body !== null && body.example !== undefined) {
    parts.push(`-H ${quote(`Content-Type: ${body.type === '*/*' ? 'text/plain' : body.type}`)}`);
    // As it is: `-d` would leave out the line breaks that a batch needs.
    const option = typeof body.example === 'string' ? '--data-binary' : '-d';
    parts.push(`${option} ${quote(writeText(body.example))}`);
  }
  return parts.join(' \\\n  ');
}

function writeText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
