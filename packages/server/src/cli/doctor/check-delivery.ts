import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../../config.ts';
import { PAGE_FOLDER } from '../../installation.ts';
import { classifyAddress, METADATA_ADDRESS, parseNetwork } from '../../outbound/address-guard.ts';
import type { SettingsRecord } from '../../settings/settings-record.ts';
import { withRenderPool } from '../with-render-pool.ts';
import { fail, ok, warn } from './finding.ts';
import type { Finding } from './finding.ts';

const PROBES = [
  { language: 'jsonata', source: '[works]', format: 'json' },
  { language: 'handlebars', source: '[{{works}}]', format: 'json' },
] as const;

/** Whether render processes start and render, in both languages. */
export async function checkRendering(): Promise<Finding> {
  const outcomes = await withRenderPool((pool) =>
    Promise.all(
      PROBES.map((template) =>
        pool.render({ template, payload: '{"works":true}', context: {} }, { deadlineMs: 10_000 }),
      ),
    ),
  );
  const failed = outcomes.find((outcome) => outcome.kind === 'failed' || outcome.body !== '[true]');
  if (failed === undefined) {
    const slowest = Math.round(Math.max(...outcomes.map(({ durationMs }) => durationMs)));
    return ok('rendering', `both languages render, the first time in ${slowest} ms`);
  }
  const reason = failed.diagnostics.map(({ message }) => message).join('; ');
  return fail(
    'rendering',
    `a render process does not work: ${reason}`,
    'run npm install, and leave it 256 MB of memory',
  );
}

export async function checkPage(): Promise<Finding> {
  const built = await access(join(PAGE_FOLDER, 'index.html')).then(
    () => true,
    () => false,
  );
  return built ? ok('page', 'built') : warn('page', 'not built: only the API answers', 'npm start builds it');
}

/** What the address guard lets through. */
export function checkNetworks(
  config: Pick<Config, 'allowNetworks'>,
  kept: Pick<SettingsRecord, 'allowNetworks'> | undefined,
): Finding {
  const isKept = config.allowNetworks.length === 0;
  const allowNetworks = isKept ? (kept?.allowNetworks ?? []).map(parseNetwork) : config.allowNetworks;
  if (allowNetworks.length === 0) return ok('networks', 'deliveries reach public addresses only');
  const list = allowNetworks.map(({ text }) => text).join(', ');
  if (classifyAddress(METADATA_ADDRESS, allowNetworks).allowed) {
    const fix = `name smaller networks in ${isKept ? 'Settings › Networks' : 'POSTMAP_ALLOW_NETWORKS'}`;
    return warn('networks', `${list}: this lets deliveries read cloud metadata at ${METADATA_ADDRESS}`, fix);
  }
  return ok('networks', `deliveries reach public addresses, and ${list}`);
}
