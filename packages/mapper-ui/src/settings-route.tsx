import { CatalogSettings } from './features/catalog/CatalogSettings.tsx';
import { SettingsPage } from './features/settings/SettingsPage.tsx';

/** The settings, with the section that is the catalog's own. */
export function SettingsRoute() {
  return <SettingsPage catalog={<CatalogSettings />} />;
}
