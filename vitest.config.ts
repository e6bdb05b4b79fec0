import { defineConfig } from 'vitest/config';

/** Three kinds of test, each with what it needs: nothing, a real PostgreSQL, a real browser on a built server. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['src/**/*.test.ts', 'test/unit/**/*.test.ts'] } },
      {
        test: {
          name: 'database',
          include: ['src/**/*.dbtest.ts', 'test/database/**/*.dbtest.ts'],
          globalSetup: ['test/database/server.ts'],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.browsertest.ts'],
          globalSetup: ['test/browser/site.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
