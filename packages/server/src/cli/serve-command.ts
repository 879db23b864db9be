import { main } from '../main.ts';
import type { Command } from './command.ts';

export const serveCommand: Command = {
  usage: 'serve',
  about:
    'Runs the server until it is told to end (Ctrl-C). What it needs is made in the data folder at the first start.\nSettings are environment variables, such as POSTMAP_PORT=9000: see the README.',
  options: {},
  maxPositionals: 0,
  examples: ['serve'],
  run: () => main(),
};
