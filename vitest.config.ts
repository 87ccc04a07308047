import { defineConfig } from 'vitest/config';
import { CONFIG_FILE } from './test/kit/config-file.ts';

/**
 * The file name says what a test costs: .unit is pure, .int starts the embedded services, .e2e runs the product,
 * .opinion needs other projects' tools (.ci/run).
 */
const project = (name: string, testTimeout: number, costs: string = name) => ({
  test: {
    name,
    // Files of one worker share their modules: importing the CDK and the SDK again for each file would take minutes.
    isolate: false,
    setupFiles: ['test/setup.ts'],
    include: [`test/**/*.${costs}.test.ts`],
    testTimeout,
    hookTimeout: 60_000,
  },
});

export default defineConfig({
  test: {
    // By default Vitest leaves one core idle, which is half of a two-core machine.
    maxWorkers: '100%',
    // Tests compare stderr exactly; users do see the SDK's end-of-support warning for their Node.
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true', LINE_CONFIG: CONFIG_FILE },
    projects: [
      project('unit', 60_000),
      project('int', 60_000),
      project('e2e', 120_000),
      project('opinion', 120_000),
      // What `npm test` runs: workers are started anew, and import all modules again, for each project.
      project('all', 120_000, '{unit,int,e2e}'),
    ],
  },
});
