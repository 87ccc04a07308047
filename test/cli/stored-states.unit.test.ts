import { expect, it } from 'vitest';
import { checkStates, refuseForeignStates } from '../../cli/deployment/check-states.ts';
import type { ComparePorts } from '../../projections/compare-rows.ts';
import { ANA, memoryLine } from '../kit/line.ts';
import { phoneCall } from '../kit/phone-call.ts';

/** A line with a session, its newest administrator's item changed. */
const lineWith = async (change: (item: { state: string; stateVersion: number }) => void) => {
  const line = await memoryLine();
  const call = phoneCall(line, ANA);
  await call.provesWhoItIs();
  await call.sets('Manila', 'weather', 0);
  await line.catchUp();
  const newest = line.items.findLast(({ pk }) => pk === 'admin/ana');
  change(newest ?? expect.fail('the administrator has no event'));
  const subjects = async function* () {
    yield* ['ana', 'ben', 'lin'];
  };
  return { ...line.ports, locations: ['Manila', 'Sydney'], subjects } satisfies ComparePorts;
};

const refusal = async (ports: ComparePorts) => {
  const said: string[] = [];
  const error = await refuseForeignStates(
    () => ports,
    (line) => said.push(line),
  ).catch(({ message }: Error) => message);
  return { error, said };
};

it('stored states that are what the events say pass', async () => {
  const ports = await lineWith(() => {});
  expect(await checkStates(ports)).toMatchObject({ ok: true });
  expect(await refusal(ports)).toStrictEqual({ error: undefined, said: [] });
});

it('a state planted before the release that has its version refuses the deployment of that release', async () => {
  // To this code, which is the new release's, the planted state has its own version.
  const ports = await lineWith((item) => {
    item.state = item.state.replace(/"answered":\[.*?\]\]/, '"answered":[]');
  });
  expect((await refusal(ports)).error).toContain('admin/ana: the stored state does not match the events');
  expect(await checkStates(ports)).toMatchObject({ name: 'stored states', ok: false });
});

it('a state of a version newer still refuses the deployment', async () => {
  const ports = await lineWith((item) => {
    item.stateVersion += 1;
  });
  expect((await refusal(ports)).error).toContain('admin/ana: was written by a newer version of the rules');
});

it('a state of an older version is not used, so it passes', async () => {
  const ports = await lineWith((item) => {
    item.state = '{"planted":true}';
    item.stateVersion -= 1;
  });
  expect(await refusal(ports)).toStrictEqual({ error: undefined, said: [] });
});

it('a deployer who may not read the tables is told that nothing was compared', async () => {
  const ports = () => {
    throw Object.assign(new Error('no'), { name: 'AccessDeniedException' });
  };
  const said: string[] = [];
  await refuseForeignStates(ports, (line) => said.push(line));
  expect(said).toStrictEqual([
    'Stored states could not be compared with the log (AccessDeniedException); afterwards run: emergency doctor.',
  ]);
});
