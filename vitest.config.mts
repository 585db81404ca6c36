import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', setupFiles: ['test/kit/seed.ts'], include: ['test/unit/**/*.test.ts', 'test/house/**/*.test.ts'] } },
      // The pages alone, in Chromium.
      { test: { name: 'pages', include: ['test/pages/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 } },
      // What is in `dist/` and the VSIX: to be built before.
      { test: { name: 'built', include: ['test/built/**/*.test.ts'], testTimeout: 60_000 } },
    ],
  },
})
