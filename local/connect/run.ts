import { startRun } from './contact.ts';
import { chooseBranch } from './follow.ts';
import { type Entered, isEntered, press, TIMEOUT, timeOut } from './input.ts';
import { currentAction, recordKeys, recordResult, resultOf } from './record.ts';
import { say } from './speech.ts';
import { failed, NEXT } from './step.ts';
import type { ConnectPorts, Contact, Outcome, TakenBranch } from './types.ts';

/** Actions without an input in between, after which a flow is taken to go round for ever. */
const ENDLESS = 1_000;

export const isOver = (contact: Contact): boolean => contact.state === 'ended';

const endCall = (contact: Contact): void => {
  contact.state = 'ended';
  contact.pending = null;
  contact.keys = '';
};

const follow = (contact: Contact, way: TakenBranch, result?: string): void => {
  const branch = chooseBranch(contact, currentAction(contact).action, way);
  if (!branch) {
    recordResult(contact, `${resultOf(contact, way)}, for which the flow has no branch; the call ends`);
    endCall(contact);
    return;
  }
  recordResult(contact, result ?? resultOf(contact, way, branch));
  contact.run.at = branch.to;
};

const apply = (contact: Contact, outcome: Outcome): void => {
  switch (outcome.take) {
    case 'input':
      contact.pending = outcome.pending;
      return;
    case 'end':
      recordResult(contact, outcome.result);
      endCall(contact);
      return;
    case 'flow':
      recordResult(contact, 'Success');
      contact.run = startRun(outcome.flow);
      return;
    default:
      follow(contact, outcome);
  }
};

const finishInput = (contact: Contact, entered: Entered): void => {
  contact.pending = null;
  if ('key' in entered) follow(contact, { take: 'condition', value: entered.key });
  else if ('error' in entered) follow(contact, failed('', entered.error));
  else {
    contact.storedInput = entered.stored;
    follow(contact, NEXT, entered.stored === TIMEOUT ? TIMEOUT : 'Success');
  }
};

const consumeKeys = (contact: Contact, ports: ConnectPorts): void => {
  const typed = contact.keys;
  for (let used = 1; contact.pending && used <= typed.length; used += 1) {
    const result = press(contact.pending, typed.charAt(used - 1));
    contact.keys = typed.slice(used);
    if (!isEntered(result)) contact.pending = result;
    else {
      recordKeys(contact, ports, typed.slice(0, used));
      finishInput(contact, result);
      return;
    }
  }
  recordKeys(contact, ports, typed);
};

/**
 * Left-over keys reach the next input only over actions that take no time. A prompt, a Lambda or a transfer loses them,
 * as Connect does without touchtone buffering ("dropped digits when customers type ahead", admin guide).
 */
const dropTypeAhead = (contact: Contact): void => {
  if (contact.keys !== '') contact.diagnostics.push('keys-not-heard');
  contact.keys = '';
};

const act = async (contact: Contact, ports: ConnectPorts): Promise<void> => {
  const { interpreter, parameters } = currentAction(contact);
  if (interpreter.discardsTypeAhead) dropTypeAhead(contact);
  const outcome = await interpreter.step(contact, parameters, ports);
  if (!isOver(contact)) apply(contact, outcome);
};

/** Runs the call until it waits for a key or is over. Keys in `contact.keys` are consumed on the way. */
export const advance = async (contact: Contact, ports: ConnectPorts): Promise<void> => {
  for (let actions = 0; !isOver(contact); ) {
    if (contact.pending) {
      if (contact.keys === '') return;
      consumeKeys(contact, ports);
      actions = 0;
    } else if (actions === ENDLESS) {
      say(contact, ports, 'We are sorry, this line has a fault. Goodbye.');
      recordResult(contact, `${ENDLESS} actions without an input, the call ends`);
      endCall(contact);
    } else {
      actions += 1;
      await act(contact, ports);
    }
  }
};

/** Lets the input that is waited for end in silence. */
export const letTimeOut = (contact: Contact): void => {
  if (contact.pending) finishInput(contact, timeOut(contact.pending));
};

export const hangUp = (contact: Contact): void => {
  if (isOver(contact)) return;
  recordResult(contact, 'the caller hung up');
  endCall(contact);
};
