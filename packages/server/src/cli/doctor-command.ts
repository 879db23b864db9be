import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ConfigError, readConfig } from '../config.ts';
import type { Config } from '../config.ts';
import { readKeptSettings } from '../storage/inspect-storage.ts';
import { checkDataFolder, checkKeys, findParent } from './doctor/check-data-folder.ts';
import { checkNetworks, checkPage, checkRendering } from './doctor/check-delivery.ts';
import { checkClock, checkDisk, checkNode } from './doctor/check-machine.ts';
import { checkServer } from './doctor/check-server.ts';
import { checkStorage } from './doctor/check-storage.ts';
import { checkMail } from './doctor/check-mail.ts';
import { fail, ok } from './doctor/finding.ts';
import type { Finding } from './doctor/finding.ts';
import { JSON_OPTION } from './command.ts';
import type { Command } from './command.ts';
import { EXIT } from './exit-code.ts';
import { paint, print, printJson } from './terminal.ts';

const COLOURS = { ok: 'green', warn: 'yellow', fail: 'red' } as const;

export const doctorCommand: Command = {
  usage: 'doctor [--json]',
  about:
    'Looks for what would keep the server from working with the settings of this shell, and says how to mend it.\nIt changes nothing, and can be run while the server runs. Warnings do not make it fail.',
  options: { json: JSON_OPTION },
  maxPositionals: 0,
  examples: ['doctor', 'doctor --json'],
  async run(given) {
    const findings = await examine();
    const failed = findings.some(({ status }) => status === 'fail');
    if (given.flag('json')) printJson({ ok: !failed, findings });
    else for (const finding of findings) print(describe(finding));
    return failed ? EXIT.failed : EXIT.done;
  },
};

async function examine(): Promise<Finding[]> {
  const node = checkNode(process.version);
  let config: Config;
  try {
    config = readConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    // Without settings there is nothing further to look at.
    return [node, fail('settings', error.message.replaceAll('\n', ' '), 'correct these environment variables')];
  }
  const { dataDir } = config;
  const folder = resolve(dataDir);
  const { running, finding: server } = await checkServer(config);
  const kept = await readKeptSettings(join(dataDir, 'workspace.json'));
  return [
    node,
    ok('settings', 'every variable can be used'),
    await checkDataFolder(dataDir),
    await checkDisk(existsSync(folder) ? folder : await findParent(folder)),
    ...(await checkKeys(config)),
    server,
    ...(await checkStorage(dataDir, running)),
    await checkRendering(),
    await checkPage(),
    checkNetworks(config, kept),
    await checkMail(config, kept),
    await checkClock(dataDir, Date.now()),
  ];
}

function describe({ check, status, message, fix }: Finding): string {
  const line = `${paint(COLOURS[status], status.padEnd(4))}  ${check.padEnd(12)} ${message}`;
  return fix === undefined ? line : `${line}\n${' '.repeat(19)}${paint('dim', `→ ${fix}`)}`;
}
