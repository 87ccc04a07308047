import { randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { ulid } from 'ulid';
import { jsonLog } from '../../adapters/log.ts';
import { readEnvironment } from '../environment.ts';
import { readConfig, type Wires } from '../wiring.ts';

/** The wires of a running Lambda: its environment, its configuration, the real clock. Throws on a cold start that cannot work. */
export const runtime = (): Wires => {
  const environment = readEnvironment(process.env);
  return {
    environment,
    config: readConfig(environment),
    system: { now: Date.now, newId: ulid, pause: (milliseconds) => wait(randomInt(milliseconds + 1)) },
    log: jsonLog((line) => process.stdout.write(line), Date.now),
  };
};
