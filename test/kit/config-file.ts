import { fileURLToPath } from 'node:url';

/** The configuration of the tests, in full. `line.config.json` is the user's. */
export const CONFIG_FILE = fileURLToPath(new URL('../fixtures/line.config.json', import.meta.url));
