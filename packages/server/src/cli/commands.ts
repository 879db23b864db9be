import type { Command } from './command.ts';

export interface CommandEntry {
  name: string;
  /** One line for the list of commands. */
  summary: string;
  /** Loaded when it is used: `render` need not read the server's code, nor wait for it. */
  load(): Promise<Command>;
}

/** Every command, as help lists them. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'serve',
    summary: 'run the server (what happens without a command)',
    load: async () => (await import('./serve-command.ts')).serveCommand,
  },
  {
    name: 'sign-in',
    summary: 'print a link that signs in to the running server, once, within ten minutes',
    load: async () => (await import('./sign-in-command.ts')).signInCommand,
  },
  {
    name: 'render',
    summary: 'render one template over one payload',
    load: async () => (await import('./render-command.ts')).renderCommand,
  },
  {
    name: 'test',
    summary: 'run the cases of a folder of templates, without a server',
    load: async () => (await import('./test-command.ts')).testCommand,
  },
  {
    name: 'check',
    summary: 'find what is wrong with templates without running them',
    load: async () => (await import('./check-command.ts')).checkCommand,
  },
  {
    name: 'send',
    summary: 'post an event to the running server, and follow its deliveries',
    load: async () => (await import('./send-command.ts')).sendCommand,
  },
  {
    name: 'doctor',
    summary: 'look for what would keep the server from working here',
    load: async () => (await import('./doctor-command.ts')).doctorCommand,
  },
];
