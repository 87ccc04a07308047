import { afterAll, beforeAll, expect, it } from 'vitest';
import { BACKGROUND } from '../../adapters/aws-clients.ts';
import { READ_MODELS } from '../../projections/compare-rows.ts';
import { clientClock } from '../infra/client-clock.ts';
import { type RecordedLine, recordedLine } from '../infra/recorded-line.ts';
import { change } from '../kit/changes.ts';
import { configOf } from '../kit/configs.ts';
import { connectEvent } from '../kit/connect-event.ts';

let later = 0;
let line: RecordedLine;
beforeAll(async () => {
  line = await recordedLine(configOf(), { ...clientClock(() => BACKGROUND), now: () => later });
});
afterAll(() => line?.close());

const heard = async () => {
  const event = connectEvent(
    line.config,
    { from: '+6598765432', contactId: 'customer' },
    { Center: 'Manila' },
  );
  return ((await line.handlers.CheckEmergency(event)) as { status: string }).status;
};

it('callers hear changes that the stream lost, and no row that somebody forged', async () => {
  await change({ ...line.ports, config: line.config }, { locationId: 'Manila', action: 'set' });
  expect(await heard()).toBe('NOT_SET_UP');
  later = 25 * 3_600_000;
  for (const compare of READ_MODELS) await line.handlers.Project({ compare });
  expect(await heard()).toBe('EMERGENCY');

  const row = await line.ports.board.get('Manila');
  if (!row) throw new Error('there is no row to forge');
  await line.ports.board.put({ ...row, emergency: false, seq: 99 });
  await line.ports.board.put({ ...row, location: 'Atlantis' });
  expect(await heard()).toBe('NORMAL');
  await line.handlers.Project({ compare: 'board' });
  expect(await heard()).toBe('EMERGENCY');
  expect(await line.ports.board.get('Manila', true)).toStrictEqual(row);
  expect(await line.ports.board.get('Atlantis', true)).toBeNull();
});
