import { setTimeout as wait } from 'node:timers/promises';
import { ulid } from 'ulid';
import type { Stack } from '../../adapters/account/stacks.ts';
import type { AppContext } from '../../handlers/composition/context.ts';
import { readEnvironment } from '../../handlers/environment.ts';
import { UserError } from '../output.ts';
import type { Plan } from './plan.ts';

const readOutput = (text: string, stack: string): Record<string, string> => {
  try {
    return JSON.parse(text);
  } catch {
    throw new UserError(`the output Environment of the stack ${stack} is not JSON; run: emergency deploy`);
  }
};

/** The context of the deployment's Lambdas, on this machine. @throws UserError when the stack does not describe it */
export const contextOf = ({ config, configFile, names }: Plan, { outputs }: Stack): AppContext => {
  if (outputs.Environment === undefined)
    throw new UserError(`the stack ${names.stack} has no output Environment; run: emergency deploy`);
  const variables = readOutput(outputs.Environment, names.stack);
  return {
    environment: readEnvironment({ ...variables, LINE_CONFIG: configFile, AWS_REGION: names.region }),
    config,
    system: { now: Date.now, newId: ulid, pause: (milliseconds) => wait(milliseconds) },
    log: () => {},
  };
};
