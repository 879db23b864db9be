import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COMMANDS } from '../../packages/server/src/cli/commands.ts';
import { runCli, writeFiles } from '../support/run-cli.ts';
import { startTestServer } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';

const page = await readFile('docs/CLI.md', 'utf8');
const lines = [...page.matchAll(/^```sh\n(.*?)^```/gms)].flatMap(([, code = '']) => code.trim().split('\n'));

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ demo: true });
});
afterAll(() => server.close());

test.each(lines)('%s', { timeout: 90_000 }, async (line) => {
  const [, command = '', , file] = /^postmap (.*?)( < (\S+))?$/.exec(line) ?? [];
  const { code, out, err } = await runCli(command.split(' '), {
    env: { POSTMAP_DATA_DIR: server.dataDir, POSTMAP_PORT: new URL(server.url).port },
    ...(file === undefined ? {} : { stdin: await readFile(file, 'utf8') }),
  });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).not.toBe('');
});

/** The first example of the page in a language. */
function readExample(language: string): string {
  const [, code] = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'ms').exec(page) ?? [];
  if (code === undefined) throw new Error(`the page has no example in ${language}`);
  return code;
}

test('the example of check finds what the page says', { timeout: 90_000 }, async () => {
  const [, command = '', said] = /^\$ postmap (.*)\n([^]*)$/.exec(readExample('console')) ?? [];
  const folder = await writeFiles({ 'order.jsonata': readExample('jsonata'), 'order.input.json': readExample('json') });
  try {
    expect(await runCli(command.split(' '), { cwd: folder.path })).toEqual({ code: 0, out: said, err: '' });
  } finally {
    await folder.remove();
  }
});

test('the page has an example of every command but the server itself, and every option that it names exists', async () => {
  const shown = new Set(lines.map((line) => line.split(' ')[1]));
  expect(shown).toEqual(new Set(COMMANDS.map(({ name }) => name).filter((name) => name !== 'serve')));
  const commands = await Promise.all(COMMANDS.map((command) => command.load()));
  const known = new Set(['help', ...commands.flatMap(({ options }) => Object.keys(options))]);
  for (const [, option = ''] of page.matchAll(/--([a-z]+)/g)) expect(known).toContain(option);
});
