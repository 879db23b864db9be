import { expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

test('an empty environment is enough, and empty variables count as none', () => {
  const config = {
    port: 8420,
    host: '127.0.0.1',
    dataDir: './data',
    adminKey: undefined,
    secretKey: undefined,
    allowNetworks: [],
    smtp: undefined,
    publicOrigin: undefined,
    trustedProxies: [],
    demo: true,
    logLevel: 'warn',
  };
  expect(readConfig({})).toEqual(config);
  expect(readConfig({ POSTMAP_PORT: '', DATABASE_URL: ' ', POSTMAP_PUBLIC_URL: '' })).toEqual(config);
});

test('every variable is read', () => {
  const config = readConfig({
    POSTMAP_PORT: '0',
    POSTMAP_HOST: '::',
    POSTMAP_DATA_DIR: '/var/lib/postmap',
    POSTMAP_ADMIN_KEY: 'a-key-of-my-own-choice',
    POSTMAP_SECRET_KEY: 'k',
    POSTMAP_ALLOW_NETWORKS: '10.0.0.0/8, fd00::/8',
    POSTMAP_SMTP_URL: 'smtps://u:p@mail.example.com',
    POSTMAP_PUBLIC_URL: 'https://Postmap.example/',
    POSTMAP_TRUSTED_PROXIES: '127.0.0.1',
    POSTMAP_DEMO: 'off',
    POSTMAP_LOG_LEVEL: 'debug',
  });
  expect(config).toMatchObject({
    port: 0,
    host: '::',
    dataDir: '/var/lib/postmap',
    adminKey: 'a-key-of-my-own-choice',
    secretKey: 'k',
  });
  expect(config.smtp).toMatchObject({ host: 'mail.example.com', port: 465, secure: true });
  expect(config).toMatchObject({ publicOrigin: 'https://postmap.example', demo: false, logLevel: 'debug' });
  expect(config.allowNetworks.map(({ text }) => text)).toEqual(['10.0.0.0/8', 'fd00::/8']);
  expect(config.trustedProxies.map(({ text }) => text)).toEqual(['127.0.0.1']);
});

test.each([
  [{ POSTMAP_PORT: '70000' }, 'POSTMAP_PORT: Use a port from 0 to 65535.'],
  [{ POSTMAP_PORT: '80.5' }, 'POSTMAP_PORT: Use a whole number.'],
  [{ POSTMAP_HOST: 'http://x' }, 'POSTMAP_HOST: Use an address'],
  [{ POSTMAP_ADMIN_KEY: 'short' }, 'POSTMAP_ADMIN_KEY: Use at least 16 characters'],
  [{ POSTMAP_TRUSTED_PROXIES: 'nginx' }, 'POSTMAP_TRUSTED_PROXIES: "nginx" is not a network'],
  [{ POSTMAP_ALLOW_NETWORKS: '10.0.0.0/99' }, 'POSTMAP_ALLOW_NETWORKS: "10.0.0.0/99" is not a network'],
  [{ POSTMAP_SMTP_URL: 'http://mail.example.com' }, 'POSTMAP_SMTP_URL: Use smtp://user:password@'],
  [{ POSTMAP_PUBLIC_URL: 'postmap.example' }, 'POSTMAP_PUBLIC_URL: Use an origin'],
  [{ POSTMAP_PUBLIC_URL: 'https://postmap.example/app' }, 'without a path'],
  [{ POSTMAP_DEMO: 'yes' }, 'POSTMAP_DEMO: Use "on" or "off".'],
  [{ POSTMAP_LOG_LEVEL: 'loud' }, 'POSTMAP_LOG_LEVEL: Use fatal'],
  [{ DATABASE_URL: 'postgres://x' }, 'DATABASE_URL: PostgreSQL is not available yet'],
])('%j is refused: %s', (environment, says) => {
  expect(() => readConfig(environment)).toThrow(ConfigError);
  expect(() => readConfig(environment)).toThrow(says);
});
