import type { Principal } from '../access/principal.ts';
import { SECRET_MASK, settingsInputSchema } from '../contract/index.ts';
import type { Settings, SettingsInput, SmtpSettings } from '../contract/index.ts';
import { beginRecord, checkVersion, countChange, mergeInput } from '../http/change-record.ts';
import { invalidField, ProblemError } from '../http/problem-error.ts';
import type { ProblemIssues } from '../http/problem-error.ts';
import { findNetworkProblem } from '../outbound/address-guard.ts';
import { readSender } from '../outbound/mailbox.ts';
import type { ServerDeps } from '../server-deps.ts';
import { listChanges } from './list-changes.ts';
import type { LiveSettings } from './live-settings.ts';
import { presentSettings, presentSmtp } from './present-settings.ts';
import { SETTINGS_ID, SMTP_SECRET_PLACE } from './settings-record.ts';
import type { SettingsRecord } from './settings-record.ts';

type SettingsDeps = Pick<ServerDeps, 'workspace' | 'ledger' | 'secretBox' | 'settings' | 'now'>;

export async function getSettings({ workspace, settings }: SettingsDeps): Promise<Settings> {
  return presentSettings(await workspace.records.settings.get(SETTINGS_ID), settings);
}

/**
 * Changes what the patch names, at once and without a restart; what changed and by whom is on record before it takes effect.
 *
 * @throws {ProblemError} `not-possible-now` for what the environment sets, `invalid-request` naming each place
 */
export async function changeSettings(
  deps: SettingsDeps,
  { patch, version }: { patch: unknown; version: number | undefined },
  { name }: Principal,
): Promise<Settings> {
  const { workspace, ledger, secretBox, settings, now } = deps;
  refuseEnvironment(patch, settings);
  const record = await workspace.write(async (writer) => {
    const kept = (await writer.settings.get(SETTINGS_ID)) ?? beginSettings(now());
    checkVersion(kept, version);
    const input = mergeInput(settingsInputSchema, { ...kept, smtp: presentSmtp(kept.smtp) }, patch);
    checkInput(input);
    const changed: SettingsRecord = {
      ...kept,
      ...input,
      smtp: sealSmtp(input.smtp, kept.smtp, (password) => secretBox.seal(password, SMTP_SECRET_PLACE)),
      ...countChange(kept, now()),
    };
    const changes = listChanges(kept, changed);
    if (changes.length === 0) return kept;
    await Promise.all(
      changes.map((subject) => ledger.audit.add({ at: now(), actor: name, action: 'change-settings', subject })),
    );
    await writer.settings.put(changed);
    return changed;
  });
  await settings.refresh();
  return presentSettings(record.version === 0 ? undefined : record, settings);
}

/** Version 0, which is nowhere kept. */
function beginSettings(now: number): SettingsRecord {
  return { ...beginRecord(SETTINGS_ID, now), version: 0, smtp: null, mailFrom: null, allowNetworks: [] };
}

function refuseEnvironment(patch: unknown, { environment }: Pick<LiveSettings, 'environment'>): void {
  if (typeof patch !== 'object' || patch === null) return;
  const set = {
    smtp: environment.smtp === undefined ? null : 'POSTMAP_SMTP_URL',
    allowNetworks: environment.allowNetworks.length === 0 ? null : 'POSTMAP_ALLOW_NETWORKS',
  };
  const errors = Object.entries(set).flatMap(([path, variable]) =>
    variable !== null && path in patch
      ? [{ path, message: `This is set by ${variable}: change it there, or remove the variable and start again.` }]
      : [],
  );
  const [first] = errors;
  if (first !== undefined) throw new ProblemError('not-possible-now', `${first.path}: ${first.message}`, errors);
}

function checkInput({ mailFrom, allowNetworks }: SettingsInput): void {
  const errors: ProblemIssues = allowNetworks.flatMap((text, index) => {
    const path = `allowNetworks[${index}]`;
    const message = findNetworkProblem(text);
    if (message !== null) return [{ path, message }];
    return allowNetworks.indexOf(text) === index ? [] : [{ path, message: `"${text}" is in the list already.` }];
  });
  const sender = mailFrom === null ? undefined : readSender(mailFrom);
  if (sender?.ok === false) errors.push({ path: 'mailFrom', message: sender.message });
  const [first] = errors;
  if (first !== undefined) throw new ProblemError('invalid-request', `${first.path}: ${first.message}`, errors);
}

/** The mask keeps the password for the host and user that it was given for: it must not be sent anywhere else. */
function sealSmtp(
  input: SmtpSettings | null,
  kept: SettingsRecord['smtp'],
  seal: (password: string) => string,
): SettingsRecord['smtp'] {
  if (input === null) return null;
  const { password, ...address } = input;
  if (password !== SECRET_MASK) return { ...address, sealedPassword: password === null ? null : seal(password) };
  if (kept === null || kept.sealedPassword === null)
    throw invalidField('smtp.password', 'There is no stored password to keep here: enter it.');
  if (kept.host !== input.host || kept.user !== input.user)
    throw invalidField('smtp.password', 'Enter the password again, because it was given for another host or user.');
  return { ...address, sealedPassword: kept.sealedPassword };
}
