import { runServer } from './server.mjs';
import { buildPage, prepare } from './prepare.mjs';
import { runMain } from './progress.mjs';

runMain(() => {
  const prepared = prepare();
  buildPage(prepared);
  return runServer(prepared, ['serve', ...process.argv.slice(2)]);
});
