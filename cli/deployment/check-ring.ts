import type { Subscriptions } from '../../adapters/account/alarms.ts';
import { expectThat, type Finding, notChecked } from './findings.ts';

export type RingPorts = {
  subscriptions(): Promise<Subscriptions>;
  setOff(alarmName: string, reason: string): Promise<void>;
};

/** Sets an alarm off for a test. That it reached a person only a person can tell. */
export const checkRing = async (
  alarmName: string,
  { subscriptions, setOff }: RingPorts,
  principal: string,
): Promise<Finding[]> => {
  const { confirmed, pending } = await subscriptions();
  const counts = `${confirmed} confirmed, ${pending} not yet`;
  const confirm =
    'name people in deployment.alarms, run: emergency deploy; each confirms the e-mail that SNS sends';
  await setOff(alarmName, `A test by emergency doctor --ring, run by ${principal}. Nothing is wrong.`);
  return [
    expectThat('alarms, subscriptions', confirmed > 0, counts, counts, confirm),
    notChecked(
      'alarms, test',
      `${alarmName} was set off; it goes back by itself at its next evaluation, in a minute or so, and says that, too`,
      'ask each person in deployment.alarms whether both messages came',
    ),
  ];
};
