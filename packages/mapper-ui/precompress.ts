import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

/** Text, and the one font that is not compressed in itself. */
const COMPRESSIBLE = /\.(?:js|css|html|svg|json|ttf)$/;
/** What is smaller travels in one packet anyway. */
const FEWEST_BYTES = 1_024;
/** Of the editor 10 % larger than the best (11), in 0.6 s instead of 10 s: whoever starts Postmap first waits for this. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Writes `x.br` and `x.gz` beside every text file `x` of the built page, for the server to send instead (packages/server/src/http/page-files.ts). */
export function precompress(): Plugin {
  return {
    name: 'postmap:precompress',
    apply: 'build',
    async writeBundle({ dir }) {
      if (dir === undefined) throw new Error('The page is built into a folder, not into one file');
      const entries = await readdir(dir, { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile() && COMPRESSIBLE.test(entry.name));
      await Promise.all(files.map(({ parentPath, name }) => compress(join(parentPath, name))));
    },
  };
}

async function compress(file: string): Promise<void> {
  const content = await readFile(file);
  if (content.length < FEWEST_BYTES) return;
  await Promise.all([
    writeFile(`${file}.br`, await brotli(content, BROTLI)),
    writeFile(`${file}.gz`, await zip(content, { level: 9 })),
  ]);
}
