#!/usr/bin/env node
// What is imported here at the top must load on any Node: an old one reads this far, and is told.
import { EXIT } from './exit-code.ts';
import { NEEDED_NODE, isNewEnough } from './needed-node.ts';

if (isNewEnough(process.version)) {
  const { runCommandLine } = await import('./run-command-line.ts');
  process.exitCode = await runCommandLine(process.argv.slice(2));
} else {
  process.stderr.write(
    `Postmap needs Node ${NEEDED_NODE} or newer, and this is Node ${process.version}: install it from https://nodejs.org\n`,
  );
  process.exitCode = EXIT.wrongUse;
}
