import type { Stage } from './demo-stage.ts';

const ADMIN_LINE = '+6568000001';
const CUSTOMER_LINE = '+6568000002';
const MOBILE = '+6591110001';
const SECOND_MOBILE = '+6591110002';
const LANDLINE = '+6561110003';
const STRANGER = '+6591239876';
const CUSTOMER = '+6581230000';

/** One step of the blog's test section. `play` resolves to whether the outcome is right. */
export type Step = { name: string; play(stage: Stage): Promise<boolean> };

const heard = ({ said }: Stage, part: string) => said.some((text) => text.includes(part));
/** On a slow machine the board may need longer than the administrator waits. */
const heardDone = (stage: Stage) => heard(stage, 'It is done') || heard(stage, 'It is recorded');
const row = async ({ line }: Stage, location: string) =>
  (await line.board()).find((entry) => entry.location === location);
/** Advances the clock past the ten minutes in which an administrator may be sent three texts. */
const later = ({ line }: Stage) => line.advanceClock(601);

const callManila = async (stage: Stage) => {
  await stage.dial(CUSTOMER, CUSTOMER_LINE);
  await stage.keys('2');
};

export const STEPS: readonly Step[] = [
  {
    name: 'A caller who is not enrolled is asked to call back from the designated phone',
    play: async (stage) => {
      await stage.dial(STRANGER, ADMIN_LINE);
      return heard(stage, 'call back from your designated phone');
    },
  },
  {
    name: 'An enrolled landline hears that it is not a mobile phone',
    play: async (stage) => {
      await stage.dial(LANDLINE, ADMIN_LINE);
      return heard(stage, 'is not a mobile phone') && (await stage.newestSms(LANDLINE)) === null;
    },
  },
  {
    name: 'An enrolled mobile is sent a random PIN with the sender id',
    play: async (stage) => {
      await stage.dial(MOBILE, ADMIN_LINE);
      const sms = await stage.newestSms(MOBILE);
      if (sms) stage.said.push(`SMS from ${sms.from}: ${sms.body}`);
      return heard(stage, 'sent a PIN') && sms?.from === 'EMERGENCY' && sms.digits === 6;
    },
  },
  {
    name: 'A wrong PIN is refused',
    play: async (stage) => {
      await stage.typeWrongPin(MOBILE);
      return heard(stage, 'That PIN is incorrect');
    },
  },
  {
    name: 'A PIN typed too late is refused, and a new one is offered',
    play: async (stage) => {
      await stage.line.advanceClock(31);
      await stage.typePin(MOBILE);
      return heard(stage, 'No valid PIN was entered in time');
    },
  },
  {
    name: 'Silence in place of a PIN is refused',
    play: async (stage) => {
      await stage.keys('1');
      await stage.silence();
      return heard(stage, 'No PIN or code was entered');
    },
  },
  {
    name: 'The right PIN leads to the menu of locations',
    play: async (stage) => {
      await later(stage);
      await stage.dial(MOBILE, ADMIN_LINE);
      await stage.typePin(MOBILE);
      return heard(stage, 'For Singapore, press 1. For Manila, press 2. For Sydney, press 3.');
    },
  },
  {
    name: 'A location that was never set has no status the first time',
    play: async (stage) => {
      await stage.keys('2');
      return (
        heard(stage, 'No emergency has been set for Manila yet') && (await row(stage, 'Manila')) === undefined
      );
    },
  },
  {
    name: 'Checking a different centre plays the menu again',
    play: async (stage) => {
      await stage.keys('3');
      return heard(stage, 'For Singapore, press 1');
    },
  },
  {
    name: 'Removing writes false and No Emergency',
    play: async (stage) => {
      await stage.keys('2');
      await stage.keys('2');
      const manila = await row(stage, 'Manila');
      return heardDone(stage) && manila?.emergency === false && manila.emergencyType === 'No Emergency';
    },
  },
  {
    name: 'A customer hears that the location is open in normal operation',
    play: async (stage) => {
      await stage.hangup();
      await callManila(stage);
      return heard(stage, 'The Manila contact centre is open as usual');
    },
  },
  {
    name: 'Another administrator sets an emergency of a configured type, and hears the status first',
    play: async (stage) => {
      await stage.dial(SECOND_MOBILE, ADMIN_LINE);
      await stage.typePin(SECOND_MOBILE);
      await stage.keys('2');
      await stage.keys('1');
      await stage.keys('2');
      return heard(stage, 'Manila is in normal operation') && heard(stage, 'Because of a fire alarm');
    },
  },
  {
    name: 'The row stores location, emergency, type, time and administrator',
    play: async (stage) => {
      const manila = await row(stage, 'Manila');
      const stored =
        manila?.emergency === true &&
        manila.emergencyType === 'fire-alarm' &&
        typeof manila.updatedAt === 'string';
      return stored && manila.updatedBy === 'admin-2 +65******02';
    },
  },
  {
    name: 'The other locations are untouched',
    play: async (stage) => {
      await stage.keys('1');
      await stage.keys('3');
      const others = [await row(stage, 'Singapore'), await row(stage, 'Sydney')];
      await stage.hangup();
      return (
        heard(stage, 'No emergency has been set for Sydney yet') &&
        others.every((other) => other === undefined)
      );
    },
  },
  {
    name: 'A customer hears the emergency message in emergency operation',
    play: async (stage) => {
      await callManila(stage);
      return heard(stage, 'Because of a fire alarm, the Manila contact centre was evacuated');
    },
  },
  {
    name: 'A customer of another location hears no emergency message',
    play: async (stage) => {
      await stage.dial(CUSTOMER, CUSTOMER_LINE);
      await stage.keys('1');
      return heard(stage, 'The Singapore contact centre is open as usual');
    },
  },
  {
    name: 'Every step is recorded, and every chain is intact',
    play: async ({ line }) => {
      const types = (await line.events()).map(({ type }) => type);
      const wanted = [
        'CallerRefused',
        'PinIssueRefused',
        'PinIssued',
        'PinSent',
        'PinRejected',
        'PinVerified',
        'EmergencyRemoved',
        'EmergencySet',
      ];
      return wanted.every((type) => types.includes(type)) && (await line.verify()).ok;
    },
  },
];
