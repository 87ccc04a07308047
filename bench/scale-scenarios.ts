import type { ScaleLine } from './scale-line.ts';
import { measureUsage, type Usage } from './usage.ts';

/** One kind of traffic on the line: the Lambdas it invokes, in order, with the usage of each. */
export type Scenario = { name: string; lambdas: { name: string; usage: Usage }[] };

const ADMIN = '+6591110001';

/** Measures a customer's call, an administrator's change, a stranger's call, and runs of `SignCheckpoint`. */
export const measureScenarios = async (line: ScaleLine): Promise<Scenario[]> => {
  const { lambdas, event, records } = line;
  const lambda = async (name: keyof typeof lambdas, input: unknown) => ({
    name,
    usage: await measureUsage(() => lambdas[name](input)),
  });
  const consumers = async () => {
    const batch = await records();
    return [await lambda('Project', batch), await lambda('Publish', batch)];
  };

  const issue = await lambda('OneTimePin', event('call-admin', ADMIN, { step: 'pin' }));
  const entered = await line.pinOf(ADMIN);
  const verify = await lambda('VerifyPin', event('call-admin', ADMIN, { step: 'try', entered }));
  const fresh = { Center: 'Manila', Fresh: 'true' };
  const check = await lambda('CheckEmergency', event('call-admin', ADMIN, fresh));
  const change = { Center: 'Manila', EmergencyAction: 'set', EmergencyType: 'weather', heardSeq: '0' };
  // The board has the change when UpdateEmergency looks again.
  const consumed: Scenario['lambdas'] = [];
  line.onPause(async () => {
    await measureUsage(async () => consumed.push(...(await consumers())));
  });
  const update = await lambda('UpdateEmergency', event('call-admin', ADMIN, { ...change, step: 'change' }));
  line.onPause(async () => {});
  const admin = [issue, verify, check, update, ...consumed];

  const signing = [await lambda('SignCheckpoint', {})];
  const idle = [await lambda('SignCheckpoint', {})];

  const customer = [
    await lambda('CheckEmergency', event('call-customer', '+6581230000', { Center: 'Manila' })),
  ];
  const stranger = [await lambda('OneTimePin', event('call-stranger', '+6581239999', { step: 'pin' }))];
  stranger.push(...(await consumers()));
  return [
    { name: 'a customer’s call', lambdas: customer },
    { name: 'an administrator’s change, from dialling to the bus', lambdas: admin },
    { name: 'a stranger’s call to the administrators’ line', lambdas: stranger },
    { name: 'a run of SignCheckpoint that signs, after that change', lambdas: signing },
    { name: 'a run of SignCheckpoint with nothing to sign', lambdas: idle },
  ];
};
