import { randomUUID } from 'node:crypto';
import type { AppContext } from '../handlers/composition/context.ts';
import { type Connect, createConnect } from './connect/index.ts';
import { invokeByArn, type Lambdas } from './lambdas.ts';
import { publishedFlows } from './published-flows.ts';

/** Starts the simulated Connect with the configured numbers and our flows. */
export const startConnect = ({ config, system }: AppContext, lambdas: Lambdas): Connect => {
  const { flows, numbers } = publishedFlows(config);
  return createConnect({
    flows: () => flows,
    numbers,
    instanceArn: config.connect.instanceArn,
    invokeLambda: invokeByArn(lambdas),
    now: system.now,
    startTimer,
    newContactId: randomUUID,
    ...(config.languages[0] ? { languageCode: config.languages[0].code } : {}),
  });
};

const startTimer = (milliseconds: number, fire: () => void) => {
  const timer = setTimeout(fire, milliseconds);
  return () => clearTimeout(timer);
};
