import { defineConfig } from 'vitest/config';
import { CONFIG_FILE } from './test/kit/config-file.ts';

/**
 * The file name says what a test costs: .unit is pure, .int starts the embedded services, .e2e runs the product,
 * .opinion needs other projects' tools (.ci/run).
 */
const project = (name: string, testTimeout: number) => ({
  test: {
    name,
    // Files of one worker share their modules: importing the CDK and the SDK again for each file would take minutes.
    isolate: false,
    setupFiles: ['test/setup.ts'],
    include: [`test/**/*.${name}.test.ts`],
    testTimeout,
    hookTimeout: 60_000,
  },
});

const e2e = project('e2e', 120_000);

export default defineConfig({
  test: {
    // By default Vitest leaves one core idle, which is half of a two-core machine.
    maxWorkers: '100%',
    // Tests compare stderr exactly; users do see the SDK's end-of-support warning for their Node.
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true', LINE_CONFIG: CONFIG_FILE },
    projects: [
      project('unit', 60_000),
      project('int', 60_000),
      { test: { ...e2e.test, setupFiles: ['test/setup.ts', 'test/e2e/setup.ts'] } },
      project('opinion', 120_000),
    ],
  },
});
