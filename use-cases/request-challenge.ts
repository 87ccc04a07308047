import type { Log } from '../adapters/log.ts';
import type { Config } from '../domain/config/config.ts';
import {
  type AdminCommand,
  type AdminState,
  admin,
  adminStream,
  type DirectoryRow,
  type E164,
  enrolledEntry,
  type IssuePin,
  NO_SENDS,
  type NumberLookup,
  type PersonalData,
  type Phone,
  type Pin,
  type PinCodes,
  type SendBudget,
  UNKNOWN_PHONE,
} from '../domain/emergency/index.ts';
import { type HandledCommand, handleCommand } from '../domain/ledger/index.ts';
import { once } from '../domain/zod.ts';
import type { Call } from './call.ts';
import { contradictsLog } from './compare-number.ts';
import type { LogPorts } from './log-ports.ts';

export type ChallengePorts = LogPorts & {
  config: Config;
  log: Log;
  pinCodes: PinCodes;
  lookup: NumberLookup;
  personalData: PersonalData;
  sendBudget: SendBudget;
};

/**
 * Requests a challenge with this PIN on the administrator's stream. A unit of the line's send budget is reserved only when
 * the administrator's own limits allow the text, and released when the request is refused after all or an earlier
 * try of the step was recorded; `release` does so for a text that was not sent.
 */
export const requestChallenge = async (
  ports: ChallengePorts,
  { instanceArn }: Call,
  row: DirectoryRow,
  number: E164,
  metadata: HandledCommand,
  pin: Pin,
) => {
  const { config, pinCodes } = ports;
  const { adminId, numberSeq } = row;
  const { contactId } = metadata;
  const budget = budgetUnit(ports);
  const lookUp = once(() => lookUpPhone(ports, number, { contactId, adminId }));
  const stream = adminStream(adminId);
  const issued = await handleCommand(ports, admin, stream, metadata, async ({ state }, position) => {
    const { id, at } = position.stamp();
    const challenge = {
      instanceArn,
      contactId,
      adminId,
      challengeId: id,
      issuedAt: new Date(at).toISOString(),
    };
    const compare = () => contradictsLog(ports, state, row, number);
    const request: AdminCommand = {
      do: 'issue-pin',
      adminId,
      numberSeq,
      rowContradictsLog: false,
      limits: config.pin,
      phone: ANY_MOBILE,
      challengeId: id,
      tag: '',
      system: NO_SENDS,
      contactId,
      at,
    };
    const isIssued = (command: AdminCommand) => admin.decide(state, command).type === 'PinIssued';
    // An authenticator, or a refusal whatever the phone is, needs no look-up, no tag and no unit of the budget.
    if (!isIssued(request)) return { ...request, rowContradictsLog: await compare() };
    const prepareText = async () => {
      const [found, tag] = await Promise.all([lookUp(), pinCodes.tag(challenge, pin)]);
      const phone = found ?? enrolledEntry(state)?.profile.phone ?? UNKNOWN_PHONE;
      const requestWithPhone = { ...request, phone };
      if (!isIssued(requestWithPhone)) return requestWithPhone;
      return { ...requestWithPhone, tag, system: await budget.reserve(at) };
    };
    // Simultaneously: one after the other, the slowest calls would take longer than the function may.
    const [rowContradictsLog, text] = await Promise.all([compare(), prepareText()]);
    return { ...text, rowContradictsLog };
  });
  if (issued.replayed || issued.event.type !== 'PinIssued') await budget.release();
  return { ...issued, release: budget.release };
};

/** Whether the administrator's own limits allow another challenge of this call now, so that a flow may offer one. */
export const mayRequestAnother = (
  state: AdminState,
  request: Pick<IssuePin, 'adminId' | 'numberSeq' | 'limits' | 'contactId' | 'at'>,
): boolean => {
  const unused = {
    rowContradictsLog: false,
    phone: ANY_MOBILE,
    challengeId: 'none',
    tag: '',
    system: NO_SENDS,
  };
  return admin.decide(state, { do: 'issue-pin', ...request, ...unused }).type !== 'PinIssueRefused';
};

const ANY_MOBILE: Phone = { ...UNKNOWN_PHONE, type: 'MOBILE' };

/** The number's carrier data now. Null when the look-up fails, with a warning in the log (ASVS 16.3.4): the entry's count then. */
const lookUpPhone = async (
  { lookup, log, system }: ChallengePorts,
  number: E164,
  ids: { contactId: string; adminId: string },
): Promise<Phone | null> => {
  const start = system.now();
  const result = await lookup.lookup(number);
  const fields = { function: 'OneTimePin', ...ids, milliseconds: system.now() - start };
  if (result.found) {
    log('info', 'carrier lookup completed', { ...fields, status: result.phone.type });
    return result.phone;
  }
  log('warn', 'carrier lookup failed; using the administrator’s entry', { ...fields, status: result.detail });
  return null;
};

/** One unit of the send budget for all tries of the command, named by the time of the first: the stream's may be ahead. */
const budgetUnit = ({ sendBudget, system }: ChallengePorts) => {
  let reserved: string | null = null;
  return {
    reserve: (at: number) => {
      reserved ??= system.newId(at);
      return sendBudget.reserve(reserved);
    },
    release: async () => {
      if (reserved !== null) await sendBudget.release(reserved);
    },
  };
};
