import type { Cidr } from '../outbound/address-guard.ts';
import { parseNetwork } from '../outbound/address-guard.ts';
import type { UnusableSmtpServer } from '../outbound/mailer.ts';
import type { SmtpServer } from '../outbound/smtp-server-url.ts';
import { SecretError } from '../secrets/secret-box.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import type { Workspace } from '../storage/workspace/workspace.ts';
import { SETTINGS_ID, SMTP_SECRET_PLACE } from './settings-record.ts';
import type { SettingsRecord } from './settings-record.ts';

/** What the environment sets: it wins over what the workspace keeps. No networks are none set. */
export interface EnvironmentSettings {
  readonly smtp: SmtpServer | undefined;
  readonly allowNetworks: readonly Cidr[];
}

/** The settings in force, for what sends. */
export interface LiveSettings {
  readonly environment: EnvironmentSettings;
  /** The same list until another one is set. */
  readonly allowNetworks: readonly Cidr[];
  readonly smtp: SmtpServer | UnusableSmtpServer | undefined;
  /** Takes up what the workspace has; to be awaited after a change, so that the next delivery meets it. */
  refresh(): Promise<void>;
}

interface LiveSettingsDeps {
  workspace: Pick<Workspace, 'records'>;
  secretBox: Pick<SecretBox, 'open'>;
  environment: EnvironmentSettings;
}

export async function openLiveSettings(deps: LiveSettingsDeps): Promise<LiveSettings> {
  const { workspace, secretBox, environment } = deps;
  let { allowNetworks, smtp }: Pick<LiveSettings, 'allowNetworks' | 'smtp'> = environment;
  const live = {
    environment,
    get allowNetworks() {
      return allowNetworks;
    },
    get smtp() {
      return smtp;
    },
    async refresh() {
      const record = await workspace.records.settings.get(SETTINGS_ID);
      smtp = environment.smtp ?? openSmtp(record?.smtp ?? null, secretBox);
      const texts = record?.allowNetworks ?? [];
      // Another list ends every connection that was judged by the one before.
      const isSame = texts.join() === allowNetworks.map(({ text }) => text).join();
      if (environment.allowNetworks.length === 0 && !isSame) allowNetworks = texts.map(parseNetwork);
    },
  };
  await live.refresh();
  return live;
}

function openSmtp(
  smtp: SettingsRecord['smtp'],
  secretBox: Pick<SecretBox, 'open'>,
): SmtpServer | UnusableSmtpServer | undefined {
  if (smtp === null) return undefined;
  const { host, port, security, user, sealedPassword } = smtp;
  const address = { host, port, secure: security === 'tls', requireStartTls: security === 'starttls' };
  if (user === null || sealedPassword === null) return { ...address, auth: undefined };
  try {
    return { ...address, auth: { user, password: secretBox.open(sealedPassword, SMTP_SECRET_PLACE) } };
  } catch (error) {
    if (!(error instanceof SecretError)) throw error;
    // The server starts all the same, so that the password can be entered again.
    return { ...address, problem: `Settings › SMTP: ${error.message.replace(/\.$/, '')}` };
  }
}
