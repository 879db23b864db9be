import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Whether this runs from the sources of a checkout. The installed package holds JavaScript only, and what it serves beside it. */
export const IS_CHECKOUT = extname(import.meta.filename) === '.ts';

/** The folder of the built page. */
export const PAGE_FOLDER = findFolder(IS_CHECKOUT ? '../../mapper-ui/dist' : './page');

/** The folder of the catalog, the sample payloads and the sample templates. */
export const SAMPLES_FOLDER = findFolder(IS_CHECKOUT ? '../../../samples' : './samples');

/** What people type to run the command line; a command and its arguments follow. */
export const POSTMAP_COMMAND = IS_CHECKOUT ? 'npm run postmap --' : 'npx postmap';

/** What people type to start the server. */
export const START_COMMAND = IS_CHECKOUT ? 'npm start' : 'npx postmap serve';

function findFolder(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
