import { readFile } from 'node:fs/promises';
import { dirname, join, posix, resolve } from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { installPackages } from './install-packages.ts';
import type { InstalledProject } from './install-packages.ts';
import { runProgram, runWell } from './run-program.ts';
import type { Ended } from './run-program.ts';
import { serveInstalled } from './serve-installed.ts';

const MIB = 1024 * 1024;
const TSC = resolve('node_modules/typescript/bin/tsc');

let project: InstalledProject;
beforeAll(async () => {
  project = await installPackages();
  return () => project.remove();
});

/** `--no` keeps npx from fetching anything: it is the installed command or an error. */
const postmap = (...args: string[]): Promise<Ended> =>
  runProgram('npx', ['--no', '--', 'postmap', ...args], { cwd: project.path });

describe.each([
  { name: 'engine', limit: 0.75 * MIB, entries: ['dist/index.js', 'dist/index.d.ts'] },
  {
    name: 'server',
    // The page ships plain, as gzip and as brotli: 2.7 MB of what is measured here.
    limit: 8 * MIB,
    entries: [
      'NOTICE',
      'dist/cli/postmap.js',
      'dist/contract/index.d.ts',
      'dist/page/index.html',
      'dist/rendering/render-child.js',
      'dist/samples/catalog/event-types.json',
    ],
  },
] as const)('the tarball of $name', ({ name, limit, entries }) => {
  test('has what it needs and nothing else', async () => {
    const { folder, files, size } = project.packed[name];
    expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'package.json', ...entries]));
    expect(files.filter((path) => /\.test\.|\.tsbuildinfo$|^src\/|(?<!\.d)\.ts$/.test(path))).toEqual([]);
    expect(size).toBeLessThan(limit);
    for (const text of ['LICENSE', ...(name === 'server' ? ['NOTICE'] : [])])
      expect(await readFile(join(folder, text), 'utf8')).toBe(await readFile(text, 'utf8'));
  });

  test('its source maps hold the sources', async () => {
    const { folder, files } = project.packed[name];
    const scripts = files.filter((path) => path.endsWith('.js') && !path.startsWith('dist/page/'));
    expect(scripts.length).toBeGreaterThan(100);
    for (const path of scripts) {
      const script = await readFile(join(folder, path), 'utf8');
      const map = posix.join(posix.dirname(path), /\/\/# sourceMappingURL=(.+)\s*$/.exec(script)?.[1] ?? 'none');
      expect(files).toContain(map);
      const { sources, sourcesContent } = JSON.parse(await readFile(join(folder, map), 'utf8'));
      const source = await readFile(resolve(folder, dirname(map), sources[0]), 'utf8');
      expect(sourcesContent, `source in ${map}`).toEqual([source]);
    }
  });
});

describe('@postmap/engine', () => {
  const HARNESS = `
import { writeSync } from 'node:fs';
import { registerHooks } from 'node:module';

const loaded = [];
registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context);
    loaded.push(resolved.url);
    return resolved;
  },
});
delete globalThis.process;
delete globalThis.Buffer;
const results = [];
for (const file of FILES) results.push({ ...(await import('./' + file)) });
writeSync(1, JSON.stringify({ results, builtIns: loaded.filter((url) => url.startsWith('node:')), count: loaded.length }));
`;

  test('does what its README says, with types, and needs nothing of Node', async () => {
    const readme = await readFile(join(project.path, 'node_modules/@postmap/engine/README.md'), 'utf8');
    const examples = [...readme.matchAll(/^```ts\n(.*?)^```/gms)].map(([, code = '']) => `${code}export { body };\n`);
    const files = Object.fromEntries(examples.map((code, index) => [`example-${index}.ts`, code]));
    await project.write({
      ...files,
      'harness.mjs': HARNESS.replace('FILES', JSON.stringify(Object.keys(files))),
      'contract.ts': `
import { customerInputSchema, PROBLEM_CODES } from '@postmap/server/contract';
import type { CustomerInput, ProblemCode } from '@postmap/server/contract';

export const customer: CustomerInput = customerInputSchema.parse({ name: 'Acme' });
export const name: string = customer.name;
export const codes: ProblemCode[] = Object.keys(PROBLEM_CODES).filter((code): code is ProblemCode => code in PROBLEM_CODES);
// @ts-expect-error -- the declarations say what there is, and are not any
export const missing = customer.nothing;
`,
      'tsconfig.json': describeProject(['es2024'], Object.keys(files)),
      // zod's declarations want a URL, which is of the DOM's or of Node's types.
      'tsconfig.contract.json': describeProject(['es2024', 'dom'], ['contract.ts']),
    });
    for (const config of ['tsconfig.json', 'tsconfig.contract.json']) {
      const types = await runProgram(process.execPath, [TSC, '--project', config], { cwd: project.path });
      expect(types).toEqual({ code: 0, out: '', err: '' });
    }
    const { results, builtIns, count } = JSON.parse(
      await runWell(process.execPath, ['harness.mjs'], { cwd: project.path }),
    );
    expect(results).toEqual([
      { body: '{"order":7,"paid":"12.50"}' },
      { body: '<p>Order 7 for A &amp; B</p>' },
      { body: expect.stringMatching(/^error\[invalid-amount\]: .*"12,50".*\n.*order\.jsonata:1:30\n[^]*\^/) },
    ]);
    expect(builtIns).toEqual([]);
    expect(count).toBeGreaterThan(100);
  });

  test('its code has no word that only Node knows', async () => {
    const { folder, files } = project.packed.engine;
    const ofNode = /\bprocess\.\w|\bglobalThis\.process\b|\bBuffer\b|\brequire\(|\b__dirname\b|["']node:/;
    for (const path of files.filter((file) => file.endsWith('.js')))
      expect(ofNode.exec(await readFile(join(folder, path), 'utf8')), `in ${path}`).toBeNull();
  });
});

describe('the command', () => {
  const template = { format: 'json' };
  beforeAll(() =>
    project.write({
      'templates/order/template.json': JSON.stringify(template),
      'templates/order/template.jsonata': '{ "order": order.id }',
      'templates/order/cases/one/input.json': '{ "order": { "id": 7 } }',
      'templates/order/cases/one/expected.txt': '{"order":7}',
    }),
  );

  test.each(['render', 'test', 'check'])('%s --help describes itself', async (name) => {
    expect(await postmap(name, '--help')).toMatchObject({
      code: 0,
      out: expect.stringMatching(new RegExp(`postmap ${name}`)),
    });
  });

  test('renders, tests and checks templates', async () => {
    const input = 'templates/order/cases/one/input.json';
    const rendered = await postmap('render', '--template', 'templates/order', '--input', input);
    expect(rendered).toMatchObject({ code: 0, out: '{"order":7}' });
    expect(await postmap('test', 'templates')).toMatchObject({ code: 0 });
    expect(await postmap('check', 'templates')).toMatchObject({ code: 0 });
    await project.write({ 'templates/order/cases/one/expected.txt': '{"order":8}' });
    expect(await postmap('test', 'templates')).toMatchObject({ code: 1, out: expect.stringContaining('8') });
  });

  test('says in one line that an old Node is too old', async () => {
    const pretend = "data:text/javascript,Object.defineProperty(process, 'version', { value: 'v22.20.0' })";
    const command = join(project.path, 'node_modules/@postmap/server/dist/cli/postmap.js');
    const ended = await runProgram(process.execPath, ['--import', pretend, command, '--version'], {
      cwd: project.path,
    });
    expect(ended).toMatchObject({ code: 2, out: '' });
    expect(ended.err).toMatch(/^Postmap needs Node 24 .+ Node v22\.20\.0.+\n$/);
  });
});

describe('npx postmap serve', () => {
  test('serves the page, accepts an event, delivers it, and ends in order', async () => {
    const server = await serveInstalled(project.path, 'npx', ['--no', '--', 'postmap', 'serve']);
    try {
      expect((await fetch(`${server.origin}/health/ready`)).status).toBe(200);
      await expectPage(server.origin);
      // As a reader of the first lines would, by their shell.
      const accepted = JSON.parse(
        await runWell('sh', ['-c', server.firstEvent.replace('curl', 'curl -s')], { cwd: project.path }),
      );
      expect(accepted.deliveries.length).toBeGreaterThan(0);
      const key = (await readFile(join(project.path, 'data/admin-key'), 'utf8')).trim();
      const look = { headers: { authorization: `Bearer ${key}` } };
      await vi.waitFor(
        async () => {
          const inbox = await (await fetch(`${server.origin}/api/v1/inbox`, look)).text();
          expect(inbox).toContain(accepted.deliveries[0].id);
        },
        { timeout: 10_000, interval: 50 },
      );
    } finally {
      await server.end();
    }
    expect(server.printed()).toMatch(/npx postmap sign-in[^]*\nStopping: .+\n$/);
    await expect(fetch(server.origin)).rejects.toThrow('fetch failed');
  });

  test('started again, without npx, it ends with 0 at SIGTERM', async () => {
    const server = await serveInstalled(project.path, join(project.path, 'node_modules/.bin/postmap'), ['serve']);
    try {
      expect((await fetch(`${server.origin}/health/ready`)).status).toBe(200);
    } finally {
      expect(await server.end()).toBe(0);
    }
  });
});

/** The page comes whole: all that index.html names is there, under the policy, and nothing of it is the page itself again. */
async function expectPage(origin: string): Promise<void> {
  const answer = await fetch(origin);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'self'; script-src 'self';/);
  const assets = [...(await answer.text()).matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path = '']) => path);
  expect(assets.length).toBeGreaterThan(2);
  for (const path of assets) {
    const asset = await fetch(origin + path);
    expect(asset.status, `status of ${path}`).toBe(200);
    expect(asset.headers.get('content-type'), `type of ${path}`).not.toContain('text/html');
  }
}

/** The strictest reader of declarations: Node's own rules of resolution, and no types but those that are named. */
function describeProject(lib: string[], files: string[]): string {
  const strictest = {
    strict: true,
    module: 'nodenext',
    target: 'es2024',
    types: [],
    skipLibCheck: false,
    noEmit: true,
  };
  return JSON.stringify({ compilerOptions: { ...strictest, lib }, files });
}
