import type { CallView, Client } from '../../cli/client.ts';

export const ADMIN_LINE = '+6568000001';
export const CUSTOMER_LINE = '+6568000002';
/** The demo's two mobiles. */
export const AISHA = '+6591110001';
export const BEN = '+6591110002';
export const STRANGER = '+6598765432';

type Phones = { messages(number: string): Promise<readonly { body: string }[]> };

/** The newest PIN that reached a phone. */
export const pinOf = async (line: Phones, phone: string): Promise<string> =>
  /PIN is (\d+)/.exec((await line.messages(phone)).at(-1)?.body ?? '')?.[1] ?? '';

/** As long as a PIN, and not that one. */
export const wrongPin = (pin: string): string =>
  pin.replace(/.$/, (digit) => String((Number(digit) + 1) % 10));

/** Calls the administrators' line and types the PIN. */
export const prove = async (line: Client, phone: string): Promise<CallView> => {
  const { callId } = await line.dial(phone, ADMIN_LINE);
  return line.keys(callId, await pinOf(line, phone));
};

/** A whole call that ends with the keys given, after the PIN; what the line said to the last of them. */
export const adminCall = async (line: Client, phone: string, ...keys: string[]): Promise<string> => {
  let view = await prove(line, phone);
  for (const key of keys) view = await line.keys(view.callId, key);
  await line.hangup(view.callId);
  return view.said.join(' ');
};

/** What a customer hears who asks for the location of that key. */
export const customerHears = async (line: Client, key: string): Promise<string> => {
  const { callId } = await line.dial('+6581230000', CUSTOMER_LINE);
  return (await line.keys(callId, key)).said.join(' ');
};
