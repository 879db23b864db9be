import { chmod, mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { startSmtpReceiver } from '../support/smtp-receiver.ts';
import { findFreePort } from '../support/spawned-server.ts';
import { startTestServer } from '../support/test-server.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'postmap-doctor-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

interface Findings {
  ok: boolean;
  findings: { check: string; status: string; message: string; fix?: string }[];
}

async function examine(env: Record<string, string> = {}): Promise<{ code: number | null } & Findings> {
  const port = String(await findFreePort());
  const all = { POSTMAP_DATA_DIR: dataDir, POSTMAP_PORT: port, ...env };
  const { code, out, err } = await runCli(['doctor', '--json'], { env: all });
  expect(err).toBe('');
  return { code, ...JSON.parse(out) };
}

test('a healthy place is ok on every line, before the first start, while the server runs and after', async () => {
  const before = await examine({ POSTMAP_DATA_DIR: join(dataDir, 'not', 'yet') });
  const failing = before.findings.filter(({ status }) => status === 'fail');
  expect({ code: before.code, ok: before.ok, failing }).toEqual({ code: 0, ok: true, failing: [] });
  const checks = [
    'node',
    'settings',
    'data folder',
    'disk',
    'admin key',
    'secret key',
    'server',
    'ledger',
    'workspace',
  ];
  expect(before.findings.map(({ check }) => check)).toEqual([
    ...checks,
    'rendering',
    'page',
    'networks',
    'mail',
    'clock',
  ]);

  const server = await startTestServer();
  try {
    const port = new URL(server.url).port;
    const during = await examine({ POSTMAP_DATA_DIR: server.dataDir, POSTMAP_PORT: port });
    expect(during).toMatchObject({ code: 0, ok: true });
    expect(during.findings).toContainEqual(
      expect.objectContaining({ check: 'server', status: 'ok', message: expect.stringContaining('runs at') }),
    );
    expect(during.findings).toContainEqual(
      expect.objectContaining({ check: 'ledger', message: expect.stringContaining('held by the running server') }),
    );
    const elsewhere = await examine({ POSTMAP_DATA_DIR: server.dataDir });
    expect(elsewhere.code).toBe(1);
    expect(elsewhere.findings.find(({ check }) => check === 'ledger')).toMatchObject({ status: 'fail' });
    await server.stop();
    const after = await examine({ POSTMAP_DATA_DIR: server.dataDir });
    expect(after.code).toBe(0);
    expect(after.findings).toContainEqual(
      expect.objectContaining({ check: 'ledger', message: expect.stringMatching(/version \d+$/) }),
    );
    // It only looked: the server starts again on what it left.
    await server.restart();
  } finally {
    await server.close();
  }
});

test('for people it is a line each, with the fix below', async () => {
  await writeFile(join(dataDir, 'workspace.json'), '{"schemaVersion": ');
  const env = { POSTMAP_DATA_DIR: dataDir, POSTMAP_PORT: String(await findFreePort()) };
  const { code, out } = await runCli(['doctor'], { env });
  expect(code).toBe(1);
  expect(out).toMatch(/^ok {4}node {9}Node v24/m);
  expect(out).toMatch(/^fail {2}workspace {4}.*workspace\.json: .*\n {19}→ /m);
});

interface Illness {
  what: string;
  check: string;
  status: 'warn' | 'fail';
  says: RegExp;
  env?: Record<string, string>;
  prepare?: () => Promise<unknown>;
}

const tomorrow = new Date(Date.now() + 86_400_000);

test.each<Illness>([
  {
    what: 'a variable that cannot be used',
    check: 'settings',
    status: 'fail',
    says: /POSTMAP_PORT: Use a port/,
    env: { POSTMAP_PORT: 'eighty' },
  },
  {
    what: 'a data folder that others may read',
    check: 'data folder',
    status: 'warn',
    says: /mode 0755/,
    prepare: () => chmod(dataDir, 0o755),
  },
  {
    what: 'a data folder that is a file',
    check: 'data folder',
    status: 'fail',
    says: /is a file/,
    env: { POSTMAP_DATA_DIR: 'package.json' },
  },
  {
    what: 'an admin key that others may read',
    check: 'admin key',
    status: 'warn',
    says: /mode 0644/,
    prepare: async () => {
      await writeFile(join(dataDir, 'admin-key'), 'pm_key\n');
      await chmod(join(dataDir, 'admin-key'), 0o644);
    },
  },
  {
    what: 'an empty admin key',
    check: 'admin key',
    status: 'fail',
    says: /is empty/,
    prepare: () => writeFile(join(dataDir, 'admin-key'), '\n'),
  },
  {
    what: 'a secret key that is gone while there is a workspace',
    check: 'secret key',
    status: 'fail',
    says: /is missing/,
    prepare: () => writeFile(join(dataDir, 'workspace.json'), '{}'),
  },
  {
    what: 'a secret key that is none',
    check: 'secret key',
    status: 'fail',
    says: /32 bytes/,
    env: { POSTMAP_SECRET_KEY: 'short' },
  },
  {
    what: 'a ledger that is no database',
    check: 'ledger',
    status: 'fail',
    says: /not a database/,
    prepare: () => writeFile(join(dataDir, 'ledger.db'), 'nonsense '.repeat(1_000)),
  },
  {
    what: 'a workspace that is a folder',
    check: 'workspace',
    status: 'fail',
    says: /EISDIR/,
    prepare: () => mkdir(join(dataDir, 'workspace.json')),
  },
  {
    what: 'networks with cloud metadata in them',
    check: 'networks',
    status: 'warn',
    says: /cloud metadata/,
    env: { POSTMAP_ALLOW_NETWORKS: '0.0.0.0/0' },
  },
  {
    what: 'a mail server that does not answer',
    check: 'mail',
    status: 'fail',
    says: /127\.0\.0\.1:1: .*(?:refused|ECONNREFUSED)/,
    env: { POSTMAP_SMTP_URL: 'smtp://127.0.0.1:1' },
  },
  {
    what: 'a mail server of the settings that does not answer',
    check: 'mail',
    status: 'fail',
    says: /127\.0\.0\.1:2: .*(?:refused|ECONNREFUSED)/,
    prepare: () => keepSettings({ host: '127.0.0.1', port: 2 }),
  },
  {
    what: 'networks of the settings with cloud metadata in them',
    check: 'networks',
    status: 'warn',
    says: /169\.254\.0\.0\/16.*cloud metadata/,
    prepare: () => keepSettings(null),
  },
  {
    what: 'a clock behind what was written',
    check: 'clock',
    status: 'fail',
    says: /yet data was written at/,
    prepare: async () => {
      await writeFile(join(dataDir, 'ledger.db'), '');
      await utimes(join(dataDir, 'ledger.db'), tomorrow, tomorrow);
    },
  },
])('$what is found', async ({ check, status, says, env, prepare }) => {
  await prepare?.();
  const { code, findings } = await examine(env);
  const found = findings.find((finding) => finding.check === check);
  expect(found).toMatchObject({ status, message: expect.stringMatching(says), fix: expect.stringMatching(/\w{4}/) });
  expect(code).toBe(findings.some((finding) => finding.status === 'fail') ? 1 : 0);
});

test('another program on the port is not taken for Postmap', async () => {
  const foreign: Server = createServer((_, response) => response.end('hello'));
  const port = await findFreePort();
  await new Promise<void>((resolve) => foreign.listen(port, '127.0.0.1', resolve));
  try {
    const { code, findings } = await examine({ POSTMAP_PORT: String(port) });
    expect(code).toBe(1);
    expect(findings).toContainEqual(
      expect.objectContaining({ check: 'server', status: 'fail', message: expect.stringContaining('not Postmap') }),
    );
  } finally {
    foreign.close();
  }
});

async function findMail(url: string): Promise<Partial<Findings['findings'][number]> & { code: number | null }> {
  const { code, findings } = await examine({ POSTMAP_SMTP_URL: url });
  return { code, ...findings.find(({ check }) => check === 'mail') };
}

describe('a mail server', () => {
  test('that greets is ok, and sees nobody sign in', async () => {
    const mail = await startSmtpReceiver();
    try {
      const url = `smtp://${mail.host}:${mail.port}`;
      expect(await findMail(url)).toMatchObject({ code: 0, status: 'ok', message: expect.stringContaining(url) });
      expect([mail.named, mail.mails]).toEqual([[], []]);
    } finally {
      await mail.close();
    }
  });

  test('without the TLS that is wanted is found', async () => {
    const mail = await startSmtpReceiver();
    try {
      const found = await findMail(`smtp://${mail.host}:${mail.port}?starttls=required`);
      expect(found).toMatchObject({ code: 1, status: 'fail', message: expect.stringContaining('STARTTLS') });
    } finally {
      await mail.close();
    }
  });

  test('that is another program is found', async () => {
    const foreign = createTcpServer((socket) => socket.end('hello\r\n'));
    const port = await findFreePort();
    await new Promise<void>((resolve) => foreign.listen(port, '127.0.0.1', resolve));
    try {
      expect(await findMail(`smtp://127.0.0.1:${port}`)).toMatchObject({ code: 1, status: 'fail' });
    } finally {
      foreign.close();
    }
  });
});

/** A workspace whose settings have this mail server, and a network with cloud metadata in it. */
async function keepSettings(server: { host: string; port: number } | null): Promise<void> {
  const at = '2026-01-15T12:00:00.000Z';
  const entity = { id: 'settings', version: 1, createdAt: at, updatedAt: at };
  const smtp = server === null ? null : { ...server, security: 'starttls', user: null, sealedPassword: null };
  const settings = [{ ...entity, smtp, mailFrom: null, allowNetworks: ['169.254.0.0/16'] }];
  const empty = { schemaVersion: 1, marks: [], feeds: [], customers: [], templates: [], triggers: [], keys: [] };
  await writeFile(join(dataDir, 'workspace.json'), JSON.stringify({ ...empty, settings }));
}
