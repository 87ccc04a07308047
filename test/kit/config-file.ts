import { resolve } from 'node:path';

/** The configuration of the tests, in full, from the folder of the project. `line.config.json` is the user's. */
export const CONFIG_FILE = resolve('test/fixtures/line.config.json');
