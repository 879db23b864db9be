import { readFileSync, writeFileSync } from 'node:fs';
import { BUILT_IN_GROUPS, builtInReference, dataReference, functionReference, helperReference } from '@postmap/engine';
import { format, resolveConfig } from 'prettier';

const page = `${import.meta.dirname}/../docs/FUNCTIONS.md`;

const HEAD = `<!-- Written by scripts/function-reference.mjs from packages/engine/src (functions, languages): change it there. -->

# Functions

Everything that a template can call: [the functions of Postmap](#functions-of-postmap), which both languages have,
[those of JSONata](#functions-of-jsonata) and [the helpers of Handlebars](#helpers-of-handlebars). Every example runs as a test.
The editor shows the same texts.
`;

const OWN = `## Functions of Postmap

Templates of both languages have these functions. In JSONata they are called with a dollar sign, beside those of the language
itself; in Handlebars they are helpers, whose arguments may also be given by name (\`zone="UTC"\`), and whose result is escaped
as the format of the template asks. Nothing means that the field is left out of JSONata output, and that Handlebars inserts
nothing.
`;

const JSONATA = `## Functions of JSONata

An argument with a question mark may be left out. For one that is marked \`$\`, the value that the call is a step of stands in
where it is left out: \`name.$length()\` is \`$length(name)\`. With \`~>\`, what is before it becomes the first argument:
\`name ~> $substring(0, 3)\`.
`;

const HANDLEBARS = `## Helpers of Handlebars
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
  const options = await resolveConfig(page);
  const builtIns = BUILT_IN_GROUPS.flatMap((group) => {
    const members = builtInReference.filter((entry) => entry.group === group);
    return [`### ${group}\n`, ...members.map((entry) => writeBuiltIn(entry))];
  });
  const sections = [
    HEAD,
    OWN,
    ...functionReference.map((entry) => writeOwn(entry)),
    JSONATA,
    ...builtIns,
    HANDLEBARS,
    ...helperReference.map((entry) => writeHelper(entry)),
    '### Names with @\n',
    writeTable(
      ['name', 'meaning'],
      dataReference.map(({ name, text, isOfLoop }) => [
        code(`@${name}`),
        isOfLoop ? `${text} Within \`{{#each}}\`.` : text,
      ]),
    ),
  ];
  return format(sections.join('\n'), { ...options, parser: 'markdown' });
}

function writeOwn({ name, signature, text: about, parameters, returns, examples }) {
  const calls = examples.map(({ payload, jsonata, handlebars, result }) => [
    code(JSON.stringify(payload)),
    code(jsonata),
    code(handlebars),
    result === undefined ? 'nothing' : code(result),
  ]);
  return [
    `### ${name}\n`,
    `\`${signature.jsonata}\` · \`${signature.handlebars}\`\n`,
    `${about}\n`,
    writeParameters(parameters),
    `Gives ${returns}.\n`,
    writeTable(['payload', 'JSONata', 'Handlebars', 'result'], calls),
  ].join('\n');
}

function writeBuiltIn({ name, signature, text: about, parameters, returns, examples }) {
  const calls = examples.map(({ payload, jsonata, result, failure }) => [
    writePayload(payload),
    code(jsonata),
    failure === undefined ? writeResult(result) : `fails: ${failure}`,
  ]);
  return [
    `#### $${name}\n`,
    `\`${signature}\`\n`,
    `${about}\n`,
    parameters.length === 0 ? '' : writeParameters(parameters),
    `Gives ${returns}.\n`,
    writeTable(['payload', 'JSONata', 'result'], calls),
  ].join('\n');
}

function writeHelper({ name, signature, text: about, parameters, examples }) {
  const calls = examples.map(({ payload, handlebars, result }) => [
    writePayload(payload),
    code(handlebars),
    writeResult(result),
  ]);
  return [
    `### ${name}\n`,
    `\`${signature}\`\n`,
    `${about}\n`,
    writeParameters(parameters),
    writeTable(['payload', 'Handlebars', 'result'], calls),
  ].join('\n');
}

function writeParameters(parameters) {
  const rows = parameters.map(({ name, optional, fromContext, type, text }) => [
    `\`${name}\`${optional ? ' (optional)' : fromContext ? ' (or `$`)' : ''}`,
    type,
    text,
  ]);
  return writeTable(['argument', 'takes', 'meaning'], rows);
}

function writePayload(payload) {
  const text = JSON.stringify(payload);
  return text === '{}' ? '' : code(text);
}

function writeResult(result) {
  return result === undefined ? 'nothing' : code(JSON.stringify(result));
}

function code(text) {
  // Backticks within code need longer ones around it.
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

function writeTable(head, rows) {
  return [writeRow(head), writeRow(head.map(() => '---')), ...rows.map((row) => writeRow(row)), ''].join('\n');
}

function writeRow(cells) {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
