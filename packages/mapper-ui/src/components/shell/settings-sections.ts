/** The sections of the settings, in order: for their own navigation and for the palette. */
export const SETTINGS_SECTIONS = [
  { section: 'feeds', title: 'Feeds' },
  { section: 'keys', title: 'Keys' },
  { section: 'sessions', title: 'Sessions' },
  { section: 'smtp', title: 'SMTP' },
  { section: 'networks', title: 'Networks' },
  { section: 'catalog', title: 'Catalog' },
  { section: 'audit', title: 'Audit' },
  { section: 'about', title: 'About' },
] as const;

export type SettingsSection = (typeof SETTINGS_SECTIONS)[number]['section'];
