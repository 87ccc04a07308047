import type { CallView, Client } from '../../cli/client.ts';
import { ADMIN_LINE, AISHA, BEN, CUSTOMER_LINE, pinOf, STRANGER, wrongPin } from './callers.ts';

/** An event that an answer of the line implied: acknowledged, so it must be in the log for ever. */
export type Claim = { contact: string; types: readonly string[] };

/** What the line says, and the events one of which it has then written. */
const IMPLIES: readonly (readonly [words: string, types: readonly string[]])[] = [
  ['We have sent a PIN', ['PinSent']],
  ['That PIN is incorrect', ['PinRejected']],
  ['It is done', ['EmergencySet', 'EmergencyRemoved']],
  ['It is recorded', ['EmergencySet', 'EmergencyRemoved']],
  ['the status was changed by someone else', ['EmergencyChangeRefused']],
  ['Too many PINs', ['PinIssueRefused']],
  ['call back from your designated phone', ['CallerRefused']],
];

export type Below = (bound: number) => number;
type Claimed = (claim: Claim) => void;

/** Lets every answer make its claims. */
const claiming = (claimed: Claimed) => (view: CallView) => {
  const said = view.said.join(' ');
  for (const [words, types] of IMPLIES) if (said.includes(words)) claimed({ contact: view.callId, types });
  return view;
};

/** One administrator's call: perhaps a wrong PIN first, then one or two changes somewhere. */
const adminCalls = async (line: Client, phone: string, below: Below, claimed: Claimed): Promise<void> => {
  const hear = claiming(claimed);
  const { callId, state } = hear(await line.dial(phone, ADMIN_LINE));
  if (state === 'ended') return;
  const press = async (keys: string) => hear(await line.keys(callId, keys));
  const pin = await pinOf(line, phone);
  if (below(3) === 0) await press(wrongPin(pin));
  // Only here: the menu of locations comes again later, without a proof.
  const proven = (await press(pin)).said.some((text) =>
    text.startsWith('Which contact centre is this about'),
  );
  if (proven) claimed({ contact: callId, types: ['PinVerified'] });
  for (let changes = 1 + below(2); changes > 0; changes -= 1) {
    await press(String(1 + below(3)));
    const { waitingFor } = below(2) === 0 ? await press('2') : await set(press, below);
    if (waitingFor === null) return;
    await press('1');
  }
  await line.hangup(callId);
};

const set = async (press: (keys: string) => Promise<CallView>, below: Below) => {
  await press('1');
  return press(String(1 + below(4)));
};

const strangerCalls = async (line: Client, claimed: Claimed) => {
  claiming(claimed)(await line.dial(STRANGER, ADMIN_LINE));
};

const customerCalls = async (line: Client, below: Below) => {
  const { callId } = await line.dial('+6581230000', CUSTOMER_LINE);
  await line.keys(callId, String(1 + below(3)));
};

/** Two administrators, a stranger and a customer call on and on, until the line is gone. */
export const load = async (line: Client, below: Below, claimed: Claimed): Promise<void> => {
  const onAndOn = async (call: () => Promise<void>) => {
    for (;;) await call();
  };
  await Promise.allSettled([
    onAndOn(() => adminCalls(line, AISHA, below, claimed)),
    onAndOn(() => adminCalls(line, BEN, below, claimed)),
    onAndOn(() => strangerCalls(line, claimed)),
    onAndOn(() => customerCalls(line, below)),
  ]);
};
