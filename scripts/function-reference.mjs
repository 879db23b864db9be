import { readFileSync, writeFileSync } from 'node:fs';
import { functionReference } from '@postmap/engine';
import { format, resolveConfig } from 'prettier';

const page = `${import.meta.dirname}/../docs/FUNCTIONS.md`;

const HEAD = `<!-- Written by scripts/function-reference.mjs from packages/engine/src/functions: change it there. -->

# Functions

Templates of both languages have these functions. In JSONata they are called with a dollar sign, beside those of the language
itself; in Handlebars they are helpers, whose arguments may also be given by name (\`zone="UTC"\`), and whose result is escaped
as the format of the template asks. Nothing means that the field is left out of JSONata output, and that Handlebars inserts
nothing.
`;

/** Writes docs/FUNCTIONS.md; with `--check`, only says whether it is what the functions say, by its exit code. */
const written = await writePage();
if (process.argv.includes('--check')) {
  const isCurrent = readPage() === written;
  console.log(
    isCurrent ? 'docs/FUNCTIONS.md is up to date' : 'docs/FUNCTIONS.md is stale: run scripts/function-reference.mjs',
  );
  process.exitCode = isCurrent ? 0 : 1;
} else {
  writeFileSync(page, written);
  console.log('docs/FUNCTIONS.md is written');
}

function readPage() {
  try {
    return readFileSync(page, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return '';
    throw error;
  }
}

async function writePage() {
  const sections = functionReference.map((entry) => writeSection(entry));
  const options = await resolveConfig(page);
  return format([HEAD, ...sections].join('\n'), { ...options, parser: 'markdown' });
}

function writeSection({ name, signature, text: about, parameters, returns, examples }) {
  const rows = parameters.map((parameter) => [
    `\`${parameter.name}\`${parameter.optional ? ' (optional)' : ''}`,
    parameter.type,
    parameter.text,
  ]);
  const calls = examples.map(({ payload, jsonata, handlebars, result }) => [
    code(JSON.stringify(payload)),
    code(jsonata),
    code(handlebars),
    result === undefined ? 'nothing' : code(result),
  ]);
  return [
    `## ${name}\n`,
    `\`${signature.jsonata}\` · \`${signature.handlebars}\`\n`,
    `${about}\n`,
    writeTable(['argument', 'takes', 'meaning'], rows),
    `Gives ${returns}.\n`,
    writeTable(['payload', 'JSONata', 'Handlebars', 'result'], calls),
  ].join('\n');
}

function code(text) {
  return `\`${text}\``;
}

function writeTable(head, rows) {
  return [writeRow(head), writeRow(head.map(() => '---')), ...rows.map((row) => writeRow(row)), ''].join('\n');
}

function writeRow(cells) {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
