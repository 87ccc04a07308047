import { expect } from 'vitest';
import { readEvent } from '../../domain/emergency/events.ts';
import { canonical } from '../../domain/ledger/canonical-json.ts';
import { applyEvent, type Decided, type Decider, fold } from '../../domain/ledger/decider.ts';
import type { StoredEvent } from '../../domain/ledger/envelope.ts';
import type { ProcessedCommands } from '../../domain/ledger/processed-commands.ts';
import { instantId, START } from './moving-system.ts';

/** A past event; its time and call, where the test depends on them. */
export type Past<Event extends Decided> = Event & { at?: number | undefined; contactId?: string | undefined };

type Rules<State extends { answered: ProcessedCommands }, Command, Event extends Decided> = Decider<
  State,
  Command,
  Event
>;

/**
 * `given(admin, …events).when(command).thenExpect(event)`: past events, a command, the event it becomes. Compares strictly, and
 * every event, past or decided, is serialized and parsed as in the log.
 */
export const given = <State extends { answered: ProcessedCommands }, Command, Event extends Decided>(
  rules: Rules<State, Command, Event>,
  ...past: Past<NoInfer<Event>>[]
) => {
  const written = past.map((event, index) => throughTheLog(rules, index + 1, event));
  const state = fold(rules, written);
  return {
    state,
    when: (command: Command) => {
      const decided = rules.decide(state, command);
      throughTheLog(rules, past.length + 1, decided);
      return {
        decided,
        thenExpect: (event: Event) => expect(decided).toStrictEqual(event),
      };
    },
  };
};

/** The events of these commands, in order. */
export const played = <
  State extends { answered: ProcessedCommands },
  Command extends object,
  Event extends Decided,
>(
  rules: Rules<State, Command, Event>,
  ...commands: NoInfer<Command>[]
): Past<Event>[] => {
  let state = rules.initial;
  return commands.map((command, index) => {
    const event = { ...rules.decide(state, command), ...whereAndWhen(command) };
    state = applyEvent(rules, state, throughTheLog(rules, index + 1, event));
    return event;
  });
};

const whereAndWhen = (command: { at?: number; contactId?: string }) => ({
  at: command.at,
  contactId: command.contactId,
});

const STREAMS: Record<string, string> = {
  admin: 'admin/admin-1',
  location: 'location/Manila',
  call: 'call/call-1',
};

/** An event as read from the log; throws when it cannot be written or read. */
const throughTheLog = <Event extends Decided>(
  { kind, events }: Pick<Decider<never, never, Event>, 'kind' | 'events'>,
  seq: number,
  { type, data, at, contactId }: Past<Event>,
): StoredEvent => {
  const stream = STREAMS[kind] ?? `${kind}/${kind}-1`;
  const name: Event['type'] = type;
  const when = at ?? START;
  return readEvent(
    canonical({
      v: 1,
      stream,
      seq,
      id: instantId(when, seq),
      type,
      schema: events[name].version,
      at: new Date(when).toISOString(),
      actor: 'admin/admin-1',
      contactId: contactId ?? 'call-1',
      step: `step-${seq}`,
      data,
      prev: '0'.repeat(64),
    }),
  );
};
