import { runServer } from './server.mjs';
import { prepare } from './prepare.mjs';
import { runMain } from './progress.mjs';

runMain(() => runServer(prepare(), process.argv.slice(2)));
