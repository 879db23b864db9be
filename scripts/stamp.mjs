import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Runs `make` only when the files it depends on have changed since it last ended well.
 *
 * @param {string} root the checkout
 * @param {string} name of the stamp in `.cache/`
 * @param {{ inputs: string[], output: string, salt?: string }} what files and folders read, and the one that must exist, relative to the root
 * @param {() => void} make
 */
export function makeOnce(root, name, { inputs, output, salt = '' }, make) {
  const hash = createHash('sha256').update(salt);
  for (const input of inputs)
    for (const file of listFiles(join(root, input))) hash.update(file).update(readFileSync(file));
  const digest = hash.digest('hex');
  const stamp = join(root, '.cache', `${name}.stamp`);
  if (existsSync(join(root, output)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  make();
  mkdirSync(join(root, '.cache'), { recursive: true });
  writeFileSync(stamp, digest);
}

function listFiles(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/(^|[\\/])(node_modules|dist)([\\/]|$)/.test(entry.parentPath ?? entry.path))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .toSorted();
}
