import type { LambdaName } from '../flows/names.ts';
import { wireCheckEmergency, wireUpdateEmergency } from '../handlers/wire.ts';
import { wireOneTimePin, wireVerifyPin } from '../handlers/wire-pins.ts';
import type { Wires } from '../handlers/wires.ts';
import { lambdaArn } from './names.ts';

type Handler = (event: unknown) => Promise<unknown>;

/** The real handlers, by the ARN a flow calls them by. What goes in and out is JSON, as it is between Connect and Lambda. */
export const localLambdas = async (
  wires: Wires,
): Promise<(arn: string, event: unknown) => Promise<unknown>> => {
  const handlers: Record<LambdaName, Handler> = {
    OneTimePin: await wireOneTimePin(wires),
    VerifyPin: await wireVerifyPin(wires),
    CheckEmergency: wireCheckEmergency(wires),
    UpdateEmergency: wireUpdateEmergency(wires),
  };
  const byArn = new Map(
    Object.entries(handlers).map(([name, handler]) => [lambdaArn(name as LambdaName), handler]),
  );
  return async (arn, event) => {
    const handler = byArn.get(arn);
    if (!handler) throw new Error('no such function');
    return JSON.parse(JSON.stringify(await handler(JSON.parse(JSON.stringify(event)))));
  };
};
