import { execFile } from 'node:child_process';
import { access, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startTestServer, until } from './support/test-server.ts';

const readme = await readFile('README.md', 'utf8');
const blocks = [...readme.matchAll(/^```sh\n(.*?)^```/gms)].map(([, code]) => code ?? '');

const names = (text: string) =>
  [...new Set(text.match(/\bPOSTMAP_[A-Z_]+/g))].toSorted((one, other) => one.localeCompare(other));

test('the commands of the first delivery do what the README says', async () => {
  const server = await startTestServer({ demo: true });
  const folder = await mkdtemp(join(tmpdir(), 'postmap-readme-'));
  try {
    // The reader's folder: the checkout's samples, and the data folder of the running server.
    await symlink(resolve('samples'), join(folder, 'samples'));
    await symlink(server.dataDir, join(folder, 'data'));
    const [, deliver = '', look = ''] = blocks;
    const run = async (script: string): Promise<string> => {
      const commands = script.replaceAll('http://127.0.0.1:8420', server.url);
      return (await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', commands], { cwd: folder })).stdout;
    };
    const answer = await run(deliver);
    const [key] = deliver.split('\n');
    const inbox = await until('the message', async () => {
      const text = await run(`${key}\n${look}`);
      return JSON.parse(text).items.length > 0 && text;
    });
    const accepted = JSON.parse(answer);
    expect(accepted).toMatchObject({
      types: expect.arrayContaining(['shipment.shipped']),
      deliveries: [{ status: 'scheduled' }],
    });
    const [message] = JSON.parse(inbox).items;
    expect(message.headers).toContainEqual(['webhook-id', accepted.deliveries[0].id]);
    expect(message.body).toBe(await readFile('samples/templates/tracking-note/cases/sample/expected.txt', 'utf8'));
  } finally {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
});

test('the commands that it names are those of package.json', async () => {
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8'));
  expect(blocks[0]).toMatch(/^npm start .*\nnpm test /);
  for (const [, name] of readme.matchAll(/npm run (\w+)/g)) expect(scripts).toHaveProperty(name ?? '');
});

test('the settings are those that the server reads', async () => {
  const source = await readFile('packages/server/src/config.ts', 'utf8');
  expect(names(readme)).toEqual(names(source));
});

test('its links lead somewhere', async () => {
  const targets = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, target]) => target ?? '');
  expect(targets.length).toBeGreaterThan(4);
  await Promise.all(targets.map((target) => access(target)));
});
