import { expect, it } from 'vitest';
import { ed25519 } from '../../adapters/ed25519.ts';
import { digest } from '../../adapters/sha256.ts';
import { answerOperator } from '../../handlers/answer-operator.ts';
import { eraseRoutes } from '../../handlers/erase.ts';
import { operateRoutes } from '../../handlers/operate.ts';
import { CALLER_ROLES } from '../../handlers/operator-route.ts';
import { probe } from '../../handlers/probe.ts';
import { signCheckpoint } from '../../handlers/sign-checkpoint.ts';
import { LOG_METRICS, type LogMetricName } from '../../infra/log-metrics.ts';
import { change } from '../kit/changes.ts';
import { forgeRow } from '../kit/directory-table.ts';
import { memoryAnchor, memoryCheckpoints } from '../kit/leaf-log.ts';
import { ANA, type MemoryLine, memoryLine, STRANGER } from '../kit/line.ts';
import { phoneCall } from '../kit/phone-call.ts';
import { streamRecord } from '../kit/stream-records.ts';

type Fields = Record<string, unknown>;

/** Whether a log line matches a filter pattern of CloudWatch Logs with terms of the form `$.field = "text*"`. */
const matches = (pattern: string, line: Fields): boolean =>
  pattern
    .replace(/^\{ | \}$/g, '')
    .split(' && ')
    .every((term) => {
      const [, field = '', text = ''] = /^\$\.(\w+) = "([^"]*)"$/.exec(term) ?? [];
      const value = String(line[field]);
      return text.endsWith('*') ? value.startsWith(text.slice(0, -1)) : value === text;
    });

const failing = async () => {
  throw new Error('out of order');
};
const down = { get: failing, put: failing };
const records = (line: MemoryLine) => line.items.map((item, index) => streamRecord(item, index));
const strict = (shipped: MemoryLine['ports']['config']) => ({
  ...shipped,
  pin: { ...shipped.pin, failuresBeforeStop: 3 },
});

/** Causes each metric to count, on a line in memory. */
const CAUSES: Record<LogMetricName, () => Promise<MemoryLine>> = {
  SmsFailures: async () => {
    const line = await memoryLine();
    line.ports.sms.script.push({ sent: false, reason: 'opted-out', detail: 'OPT_OUT' });
    await phoneCall(line, ANA).asksForPin();
    return line;
  },
  CarrierLookupTime: async () => {
    const line = await memoryLine();
    await phoneCall(line, ANA).asksForPin();
    return line;
  },
  ThrottledAdministrators: async () => {
    const line = await memoryLine();
    for (let call = 0; call < 4; call += 1) await phoneCall(line, ANA).asksForPin();
    return line;
  },
  BlockedAtVerify: () => blocked(),
  BlockedAtIssue: async () => {
    const line = await blocked();
    await phoneCall(line, ANA).asksForPin();
    return line;
  },
  UnknownCallers: async () => {
    const line = await memoryLine();
    await phoneCall(line, STRANGER).asksForPin();
    return line;
  },
  NumberMismatches: async () => {
    const line = await memoryLine();
    forgeRow(line, 'ana', { number: STRANGER });
    await phoneCall(line, STRANGER).asksForPin();
    return line;
  },
  StaleAnswers: async () => {
    const line = await memoryLine({ wrap: { board: () => down } });
    await phoneCall(line, STRANGER).hears('Manila');
    return line;
  },
  Tampering: async () => {
    const line = await memoryLine();
    await line.consumers.project({
      Records: line.items.slice(0, 1).map((item) => streamRecord(item, 0, 'REMOVE')),
    });
    return line;
  },
  ProjectionLag: async () => {
    const line = await memoryLine();
    await change(line.ports, { locationId: 'Manila', action: 'set' });
    line.ports.system.advance(90_000);
    await line.consumers.project({ Records: records(line) });
    return line;
  },
  ProjectFailures: async () => {
    const line = await memoryLine({ wrap: { board: () => down } });
    await change(line.ports, { locationId: 'Manila', action: 'set' });
    await line.consumers.project({ Records: records(line) });
    return line;
  },
  ProjectParked: async () => {
    const line = await memoryLine();
    await line.consumers.project({ Records: [{}] });
    return line;
  },
  RebuildFailures: async () => {
    const line = await memoryLine({ wrap: { board: () => down } });
    await change(line.ports, { locationId: 'Manila', action: 'set' });
    await line.ports.failed.park(records(line));
    await line.consumers.project({ repair: '' });
    return line;
  },
  PublishParked: async () => {
    const line = await memoryLine();
    await line.consumers.publish({ Records: [{}] });
    return line;
  },
  RepublishFailures: async () => {
    const line = await memoryLine({ wrap: { bus: () => ({ publish: failing }) } });
    await line.ports.failed.park(records(line));
    await line.consumers.publish({ repair: '' });
    return line;
  },
  NewerVersions: async () => {
    const line = await memoryLine();
    for (const item of line.items) item.stateVersion += 1;
    await phoneCall(line, ANA).asksForPin();
    return line;
  },
  UnexplainedRows: async () => {
    const line = await memoryLine();
    forgeRow(line, 'ana', { number: STRANGER });
    await line.consumers.project({ compare: 'directory' });
    return line;
  },
  ProbesProcessed: async () => {
    const line = await memoryLine();
    await probe(line.ports)();
    await line.catchUp();
    return line;
  },
  ProbesAnswered: async () => {
    const line = await memoryLine();
    await line.invoke('CheckEmergency', { from: null, contactId: 'drill-1' }, { Center: 'Manila' });
    return line;
  },
  RowsBehind: async () => {
    const line = await memoryLine();
    await change(line.ports, { locationId: 'Manila', action: 'set' });
    line.ports.system.advance(3_600_000);
    await line.consumers.project({ compare: 'board' });
    return line;
  },
  OperateFailures: () => failingOperator('Operate'),
  EraseFailures: () => failingOperator('Erase'),
  Checkpoints: async () => {
    const line = await memoryLine();
    await signCheckpoint(
      {
        ...line.ports,
        checkpoints: memoryCheckpoints(),
        anchor: memoryAnchor(),
        signer: {
          key: { name: 'test', publicKey: new Uint8Array(32) },
          sign: async () => new Uint8Array(64),
        },
        digest,
        ed25519,
      },
      60_000,
    )();
    return line;
  },
  PublishFailures: async () => {
    const line = await memoryLine({ wrap: { bus: () => ({ publish: failing }) } });
    await line.consumers.publish({ Records: records(line) });
    return line;
  },
};

/** An operator's request that cannot read the log. */
const failingOperator = async (name: 'Operate' | 'Erase') => {
  const line = await memoryLine();
  const ports = { ...line.ports, store: { ...line.ports.store, head: failing } };
  const caller = { principal: 'anna', roles: CALLER_ROLES };
  const routes = { ...operateRoutes, ...eraseRoutes };
  const body = JSON.stringify({ adminId: 'ana', basis: 'test', id: '01KB3ZXA000000000000000001' });
  await answerOperator(name, routes, ports)(() => caller, { method: 'POST', path: '/admin/erase', body });
  return line;
};

/** An administrator who is blocked after three wrong PINs. */
const blocked = async () => {
  const line = await memoryLine({ config: strict });
  const call = phoneCall(line, ANA);
  await call.asksForPin();
  for (let attempt = 0; attempt < 3; attempt += 1)
    await call.types(line.ports.sms.pin() === '000000' ? '111111' : '000000');
  return line;
};

/** The log lines that a metric counts; lines without a function are the consumers'. */
const counts = (line: MemoryLine, name: LogMetricName): Fields[] => {
  const { of, pattern } = LOG_METRICS[name];
  return line.ports.lines
    .map((text) => JSON.parse(text) as Fields)
    .filter((one) => [of].flat().some((name) => name === (one.function ?? name)) && matches(pattern, one));
};

it.each(Object.keys(LOG_METRICS) as LogMetricName[])(
  '%s counts the log lines of the handlers',
  async (name) => {
    expect(counts(await CAUSES[name](), name).length).toBeGreaterThan(0);
  },
);

it.each(Object.keys(LOG_METRICS) as LogMetricName[])(
  '%s does not count during normal operation',
  async (name) => {
    const line = await memoryLine();
    const call = phoneCall(line, ANA);
    await call.provesWhoItIs();
    await call.sets('Sydney', 'weather', 0);
    await line.catchUp();
    await call.hears('Sydney');
    expect(counts(line, name)).toHaveLength(['ProjectionLag', 'CarrierLookupTime'].includes(name) ? 1 : 0);
  },
);

it('ProjectionLag is the age of the oldest event when it reaches the board', async () => {
  expect(counts(await CAUSES.ProjectionLag(), 'ProjectionLag')).toMatchObject([
    { stream: 'location/Manila', count: 1, milliseconds: 90_000 },
  ]);
});
