import { expect, it } from 'vitest';
import { client } from '../../cli/client.ts';
import { serveLine } from '../kit/served-line.ts';
import { ADMIN_LINE, AISHA } from './callers.ts';

const line = client((await serveLine(null)).url);

/** Presses the keys of one request each, and returns what the line said to the last. */
const pressing = (callId: string) => async (keys: string) => (await line.keys(callId, keys)).said.join(' ');
const pinOf = async (number: string) =>
  /PIN is (\d+)/.exec((await line.messages(number)).at(-1)?.body ?? '')?.[1] ?? '';
const wrongFor = (pin: string) => `${(Number(pin[0]) + 1) % 10}${pin.slice(1)}`;
const rejections = async (callId: string) =>
  (await line.events()).filter(({ type, contactId }) => type === 'PinRejected' && contactId === callId);

const ASK_AGAIN = 'Please enter the 6 digits of the PIN.';

it('a # without digits is asked again and costs nothing, before and between the tries', async () => {
  const { callId } = await line.dial(AISHA, ADMIN_LINE);
  const press = pressing(callId);
  for (let presses = 0; presses < 12; presses += 1) expect(await press('#')).toBe(ASK_AGAIN);
  expect(await press('12*#')).toBe(ASK_AGAIN);
  expect(await rejections(callId)).toStrictEqual([]);
  const pin = await pinOf(AISHA);
  for (const _ of ['first', 'second']) {
    expect(await press(wrongFor(pin))).toContain('That PIN is incorrect');
    expect(await press('#')).toBe(ASK_AGAIN);
  }
  expect((await rejections(callId)).map(({ data }) => [data.reason, data.triesLeft, data.failures])).toEqual([
    ['wrong', 2, 1],
    ['wrong', 1, 2],
  ]);
  expect(await press(pin)).toContain('Which contact centre');
});

it('a # after the last digit is no wrong key in any menu: the menu is said again', async () => {
  const { callId } = await line.dial('+6591110002', ADMIN_LINE);
  const press = pressing(callId);
  const menus: string[] = [];
  const hashIn = async (prompt: string) => {
    expect(prompt).not.toBe('');
    const again = await press('#');
    expect(prompt.endsWith(again)).toBe(true);
    expect(again).not.toContain('not one of the choices');
    menus.push(again);
  };
  await hashIn(await press(await pinOf('+6591110002')));
  await hashIn(await press('1'));
  await hashIn(await press('1'));
  await hashIn(await press('1'));
  expect(menus).toEqual([
    expect.stringContaining('Which contact centre'),
    expect.stringContaining('To set an emergency'),
    expect.stringContaining('What type of emergency'),
    expect.stringContaining('To check or change another centre'),
  ]);
  expect((await line.hangup(callId)).state).toBe('ended');
});

it('a # in the offer of a new PIN does not end the call', async () => {
  const { callId } = await line.dial('+6591110002', ADMIN_LINE);
  const offer = (await line.wait(callId)).said.join(' ');
  expect(offer).toContain('press 1');
  expect(await pressing(callId)('#')).toBe(offer);
  expect(await pressing(callId)('1')).toContain('We have sent a PIN');
});
