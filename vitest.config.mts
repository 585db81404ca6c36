import { defineConfig } from 'vitest/config'

// A page or a process may be slower than its test waits for where many build on one machine.
const retry = process.env['CI'] ? 2 : 0

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          setupFiles: ['test/kit/seed.ts'],
          include: ['test/unit/**/*.test.ts', 'test/house/**/*.test.ts'],
          ...(process.env['CI'] && { testTimeout: 20_000 }),
        },
      },
      // The pages alone, in Chromium.
      { test: { name: 'pages', include: ['test/pages/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000, retry } },
      // What is in `dist/` and the VSIX: to be built before.
      { test: { name: 'built', include: ['test/built/**/*.test.ts'], testTimeout: 60_000, retry } },
    ],
  },
})
