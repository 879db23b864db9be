import { SECRET_MASK } from '../contract/index.ts';
import type { Settings, SmtpSettings } from '../contract/index.ts';
import { classifyAddress, METADATA_ADDRESS } from '../outbound/address-guard.ts';
import type { SmtpServer } from '../outbound/smtp-server-url.ts';
import type { LiveSettings } from './live-settings.ts';
import type { SettingsRecord } from './settings-record.ts';

/** What is in force, without secrets. */
export function presentSettings(
  record: SettingsRecord | undefined,
  { environment, allowNetworks }: Pick<LiveSettings, 'environment' | 'allowNetworks'>,
): Settings {
  return {
    version: record?.version ?? 0,
    updatedAt: record?.updatedAt ?? null,
    smtp: environment.smtp === undefined ? presentSmtp(record?.smtp ?? null) : presentServer(environment.smtp),
    mailFrom: record?.mailFrom ?? null,
    allowNetworks: allowNetworks.map(({ text }) => text),
    setBy: {
      smtp: environment.smtp === undefined ? null : 'POSTMAP_SMTP_URL',
      allowNetworks: environment.allowNetworks.length === 0 ? null : 'POSTMAP_ALLOW_NETWORKS',
    },
    warnings: classifyAddress(METADATA_ADDRESS, allowNetworks).allowed
      ? [`These networks let deliveries read cloud metadata at ${METADATA_ADDRESS}: name smaller ones.`]
      : [],
  };
}

/** A kept mail server as input would write it. */
export function presentSmtp(smtp: SettingsRecord['smtp']): SmtpSettings | null {
  if (smtp === null) return null;
  const { sealedPassword, ...address } = smtp;
  return { ...address, password: sealedPassword === null ? null : SECRET_MASK };
}

function presentServer({ host, port, secure, requireStartTls, auth }: SmtpServer): SmtpSettings {
  return {
    host,
    port,
    security: secure ? 'tls' : requireStartTls === true ? 'starttls' : 'opportunistic',
    user: auth?.user ?? null,
    password: auth === undefined ? null : SECRET_MASK,
  };
}
