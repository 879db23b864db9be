import { readFileSync, writeFileSync } from 'node:fs';
import { PROBLEM_CODES, PROBLEM_REFERENCE } from '@postmap/server/contract';
import { format, resolveConfig } from 'prettier';

const page = `${import.meta.dirname}/../docs/PROBLEMS.md`;

const HEAD = `<!-- Written by scripts/problem-reference.mjs from packages/server/src/contract/problem-reference.ts: change it there. -->

# Problems

Every error of the API is a problem (RFC 9457), with the media type \`application/problem+json\`: \`code\` is one of these and keeps its
meaning, \`title\` says it in a few words, \`detail\` says for people what is wrong here and what to do, \`errors\` names each place in the
input by its JSON path, and \`type\` leads to the same list on the server itself, at \`/docs/problems\`.
`;

/** Writes docs/PROBLEMS.md; with `--check`, only says whether it is what the contract says, by its exit code. */
const written = await writePage();
if (process.argv.includes('--check')) {
  const isCurrent = readPage() === written;
  console.log(
    isCurrent ? 'docs/PROBLEMS.md is up to date' : 'docs/PROBLEMS.md is stale: run scripts/problem-reference.mjs',
  );
  process.exitCode = isCurrent ? 0 : 1;
} else {
  writeFileSync(page, written);
  console.log('docs/PROBLEMS.md is written');
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
  const codes = Object.keys(PROBLEM_CODES).toSorted((a, b) => PROBLEM_CODES[a] - PROBLEM_CODES[b]);
  const rows = codes.map((code) => {
    const { title, meaning, fix } = PROBLEM_REFERENCE[code];
    return `| \`${code}\` | ${PROBLEM_CODES[code]} | ${title} | ${meaning} | ${fix} |`;
  });
  const table = [
    '| code | status | title | when it is answered | what to do |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ];
  const options = await resolveConfig(page);
  return format(`${HEAD}\n${table.join('\n')}\n`, { ...options, parser: 'markdown' });
}
