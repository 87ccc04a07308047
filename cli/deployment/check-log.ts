import type { Denial } from '../../adapters/account/table-policy.ts';
import type { TableProtection } from '../../adapters/account/table-protection.ts';
import type { EventStore, System } from '../../domain/ledger/index.ts';
import type { Refusal } from '../../infra/log-denials.ts';
import { probeDelivery } from '../../use-cases/probe-delivery.ts';
import { expectThat, type Finding, fail, pass } from './findings.ts';

const REPAIR = 'run: emergency deploy, and find out in CloudTrail who changed the table';

/** The tables that cannot be made anew from anything else: the log, and the administrators' keys. */
export const checkTables = async (
  tables: { events: string; subjectKeys: string },
  protectionOf: (table: string) => Promise<TableProtection>,
): Promise<Finding[]> => {
  const [events, keys] = [await protectionOf(tables.events), await protectionOf(tables.subjectKeys)];
  const on = (name: string, is: boolean) => expectThat(name, is, 'on', 'off', REPAIR);
  return [
    on('event log, point-in-time recovery', events.recovery),
    on('event log, deletion protection', events.deletionProtection),
    expectThat(
      'event log, stream',
      events.stream === 'NEW_AND_OLD_IMAGES',
      'shows new and old images',
      events.stream === null
        ? 'off: the board and the event bus are not updated'
        : `shows ${events.stream} only`,
      REPAIR,
    ),
    on('administrators’ keys, point-in-time recovery', keys.recovery),
    on('administrators’ keys, deletion protection', keys.deletionProtection),
  ];
};

/** Whether the log's own policy refuses all that the stack has it refuse, to at least as many. */
export const checkRefusals = (expected: readonly Refusal[], found: readonly Denial[]): Finding[] => {
  const missing = expected.flatMap(({ actions, but }) =>
    actions.filter(
      (action) =>
        !found.some(
          (one) => one.actions.includes(action) && one.except.every((principal) => but.includes(principal)),
        ),
    ),
  );
  const says = `does not refuse ${missing.join(', ')} to all it should`;
  return [
    expectThat(
      'event log, policy',
      missing.length === 0,
      'refuses changes to everybody, and puts but to writers',
      says,
      REPAIR,
    ),
  ];
};

/** Seconds in which both readers have told of a drill: a cold start, and CloudWatch's own delay. */
const PATIENCE = 60;

export type ProbePorts = {
  store: EventStore;
  system: System;
  /** Whether a reader's log tells of a stream, from a time on (ms). */
  hasLogged(reader: 'Project' | 'Publish', stream: string, since: number): Promise<boolean>;
};

const READERS = [
  { reader: 'Project', line: 'probe, projector', seen: 'has read it' },
  { reader: 'Publish', line: 'probe, bus', seen: 'has taken it' },
] as const;

/** Sends one drill from the log to the bus and waits until both readers have had it. */
export const checkProbe = async (ports: ProbePorts, principal: string): Promise<Finding[]> => {
  const { system } = ports;
  const since = system.now() - 60_000;
  const { stream } = await probeDelivery(ports, principal);
  const findings = [pass('probe, log', `appended as ${stream}`)];
  for (const { reader, line, seen } of READERS) {
    let there = false;
    for (let second = 0; !there && second < PATIENCE; second += 1) {
      if (second > 0) await system.pause(1000);
      there = await ports.hasLogged(reader, stream, since);
    }
    const todo = `see the Lambda’s log, and docs/runbook.md (${reader.toLowerCase()}-behind)`;
    findings.push(
      there ? pass(line, seen) : fail(line, `no log line appeared within ${PATIENCE} seconds`, todo),
    );
  }
  return findings;
};
