import { defineConfig } from 'vitest/config';

const conditions = ['@postmap/source', 'module', 'node', 'development|production'];

const shared = {
  resolve: { conditions },
  ssr: { resolve: { conditions } },
};
// Child processes of the tests (render pool, server) find the packages' sources by the same condition.
const execArgv = ['--conditions=@postmap/source'];

export default defineConfig({
  test: {
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          include: ['packages/*/src/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: ['**/node_modules/**', 'test/e2e/**', 'test/faults/**', 'test/package/**'],
          execArgv,
          // One less by default: on two cores that is half of the machine.
          maxWorkers: '100%',
          // Some start a server or the command line a dozen times, and share the cores with a second worker.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        ...shared,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          execArgv,
          // A browser that shares two cores now and then loses a click to a page that is still being drawn; vitest names
          // what passed only the second time.
          retry: 1,
          testTimeout: 180_000,
          hookTimeout: 120_000,
          // Each file has a browser and a server of its own: 14 minutes on two cores, 19 one after the other.
          maxWorkers: 2,
        },
      },
      {
        // Without the conditions of the sources: these tests see the packages as they are installed.
        test: {
          name: 'package',
          include: ['test/package/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 180_000,
        },
      },
      {
        ...shared,
        test: {
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          execArgv,
          testTimeout: 600_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
