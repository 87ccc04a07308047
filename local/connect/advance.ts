import { chooseBranch } from './choose-branch.ts';
import { startRun } from './contact.ts';
import { type InputResult, isComplete, press, TIMEOUT, timeOut } from './input.ts';
import { say } from './speech.ts';
import { failed, NEXT } from './step.ts';
import { currentAction, recordKeys, recordResult, resultOf } from './trace.ts';
import type { ConnectPorts, Contact, Outcome, StepResult } from './types.ts';

/** Actions without an input, after which a flow is considered an infinite loop. */
const MAX_ACTIONS = 1_000;

export const isOver = (contact: Contact): boolean => contact.state === 'ended';

const endCall = (contact: Contact): void => {
  contact.state = 'ended';
  contact.pending = null;
  contact.keys = '';
};

const follow = (contact: Contact, result: StepResult, description?: string): void => {
  const branch = chooseBranch(contact, currentAction(contact).action, result);
  if (!branch) {
    recordResult(contact, `${resultOf(contact, result)}, for which the flow has no branch; the call ends`);
    endCall(contact);
    return;
  }
  recordResult(contact, description ?? resultOf(contact, result, branch));
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

const finishInput = (contact: Contact, input: InputResult): void => {
  contact.pending = null;
  if ('key' in input) follow(contact, { take: 'condition', value: input.key });
  else if ('error' in input) follow(contact, failed('', input.error));
  else {
    contact.storedInput = input.stored;
    follow(contact, NEXT, input.stored === TIMEOUT ? TIMEOUT : 'Success');
  }
};

const consumeKeys = (contact: Contact, ports: ConnectPorts): void => {
  const typed = contact.keys;
  for (let used = 1; contact.pending && used <= typed.length; used += 1) {
    const result = press(contact.pending, typed.charAt(used - 1));
    contact.keys = typed.slice(used);
    if (!isComplete(result)) contact.pending = result;
    else {
      recordKeys(contact, ports, typed.slice(0, used));
      finishInput(contact, result);
      return;
    }
  }
  recordKeys(contact, ports, typed);
};

/**
 * Remaining keys reach the next input only across actions that take no time. A prompt, a Lambda or a transfer drops
 * them, as Connect does without touchtone buffering ("dropped digits when customers type ahead", admin guide).
 */
const dropTypeAhead = (contact: Contact): void => {
  if (contact.keys !== '') contact.diagnostics.push('keys-not-heard');
  contact.keys = '';
};

const executeAction = async (contact: Contact, ports: ConnectPorts): Promise<void> => {
  const { interpreter, parameters } = currentAction(contact);
  if (interpreter.discardsTypeAhead) dropTypeAhead(contact);
  const outcome = await interpreter.step(contact, parameters, ports);
  if (!isOver(contact)) apply(contact, outcome);
};

/** Runs a call until it waits for a key or has ended, consuming `contact.keys`. */
export const advance = async (contact: Contact, ports: ConnectPorts): Promise<void> => {
  for (let actions = 0; !isOver(contact); ) {
    if (contact.pending) {
      if (contact.keys === '') return;
      consumeKeys(contact, ports);
      actions = 0;
    } else if (actions === MAX_ACTIONS) {
      say(contact, ports, 'We are sorry, this line has a technical problem. Goodbye.');
      recordResult(contact, `${MAX_ACTIONS} actions without an input, the call ends`);
      endCall(contact);
    } else {
      actions += 1;
      await executeAction(contact, ports);
    }
  }
};

/** Ends the pending input, if any, by its timeout. */
export const timeOutInput = (contact: Contact): void => {
  if (contact.pending) finishInput(contact, timeOut(contact.pending));
};

export const hangUp = (contact: Contact, reason = 'the caller hung up'): void => {
  if (isOver(contact)) return;
  recordResult(contact, reason);
  endCall(contact);
};
