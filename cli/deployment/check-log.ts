import type { Denial } from '../../adapters/account/table-policy.ts';
import type { TableProtection } from '../../adapters/account/table-protection.ts';
import type { System } from '../../domain/ledger/index.ts';
import type { Refusal } from '../../infra/table-denials.ts';
import { expectThat, type Finding, fail, pass } from './findings.ts';

const REPAIR = 'run: emergency deploy, and find out in CloudTrail who changed the table';

/** Checks the tables that cannot be rebuilt: the log, and the administrators' keys. */
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
      'has new and old images',
      events.stream === null
        ? 'off: the board and the event bus are not updated'
        : `has ${events.stream} only`,
      REPAIR,
    ),
    on('administrators’ keys, point-in-time recovery', keys.recovery),
    on('administrators’ keys, deletion protection', keys.deletionProtection),
  ];
};

/** Checks that a table's resource policy denies at least what the stack's does, to at least as many principals. */
export const checkRefusals = (
  table: string,
  expected: readonly Refusal[],
  found: readonly Denial[],
): Finding => {
  const missing = expected.flatMap(({ actions, but }) =>
    actions.filter(
      (action) =>
        !found.some(
          (one) => one.actions.includes(action) && one.except.every((principal) => but.includes(principal)),
        ),
    ),
  );
  return expectThat(
    `${table}, policy`,
    missing.length === 0,
    'denies each way of writing to all but its writers',
    `does not deny ${missing.join(', ')} to every principal it should`,
    REPAIR,
  );
};

/** Seconds until both consumers have logged the probe: covers a cold start and the delay of CloudWatch Logs. */
const TIMEOUT = 60;

export type ProbePorts = {
  system: System;
  /** Asks `Operate` for a probe. */
  probe(): Promise<{ stream: string }>;
  /** Whether a consumer has logged a stream since a time (ms). */
  hasLogged(consumer: 'Project' | 'Publish', stream: string, since: number): Promise<boolean>;
};

const CONSUMERS = [
  { consumer: 'Project', line: 'probe, projector', message: 'processed' },
  { consumer: 'Publish', line: 'probe, bus', message: 'published' },
] as const;

/** Appends a probe to the log and waits until both consumers have processed it. */
export const checkProbe = async (ports: ProbePorts): Promise<Finding[]> => {
  const { system } = ports;
  const since = system.now() - 60_000;
  const { stream } = await ports.probe();
  const findings = [pass('probe, log', `appended as ${stream}`)];
  for (const { consumer, line, message } of CONSUMERS) {
    let logged = false;
    for (let second = 0; !logged && second < TIMEOUT; second += 1) {
      if (second > 0) await system.pause(1000);
      logged = await ports.hasLogged(consumer, stream, since);
    }
    const todo = `see the Lambda’s log, and docs/runbook.md (${consumer.toLowerCase()}-behind)`;
    findings.push(
      logged ? pass(line, message) : fail(line, `no log line appeared within ${TIMEOUT} seconds`, todo),
    );
  }
  return findings;
};
