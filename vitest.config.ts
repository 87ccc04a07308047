import { defineConfig } from 'vitest/config';

/** The file name says what a test costs: .unit is pure, .int starts the embedded services, .e2e runs the product, .opinion asks others' tools (.ci/run). */
const project = (name: string, testTimeout: number, isolate = true) => ({
  test: {
    name,
    isolate,
    setupFiles: ['test/setup.ts'],
    include: [`test/**/*.${name}.test.ts`],
    testTimeout,
    hookTimeout: 60_000,
  },
});

/** Modules are loaded once for all files of a kind: the CDK's alone take seconds. What runs the product has a process for each file. */
const TOGETHER = false;

export default defineConfig({
  test: {
    // Vitest leaves one core idle by itself; of two that is half the machine.
    maxWorkers: '100%',
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    projects: [
      project('unit', 20_000, TOGETHER),
      project('int', 60_000, TOGETHER),
      project('e2e', 120_000),
      project('opinion', 120_000, TOGETHER),
    ],
  },
});
