import { expect, it } from 'vitest';
import { expectNone, foundOrReported, runCheck } from '../../cli/deployment/findings.ts';

it.each([
  ['AccessDeniedException', /assume the stack’s role/],
  ['AccessDenied', /assume the stack’s role/],
  ['ResourceNotFoundException', /correct the configuration .* or run: emergency deploy/],
  ['ENOTFOUND', /check the network, and that the service exists in the Region/],
  ['TimeoutError', /check the network/],
  ['ThrottlingException', /run the command again/],
])('a check that throws %s becomes a finding with what to do', async (name, todo) => {
  const failing = async () => {
    throw Object.assign(new Error('as AWS has it'), { name });
  };
  expect(await runCheck('numbers', failing)).toStrictEqual([
    { name: 'numbers', ok: false, message: `check failed: ${name}`, todo: expect.stringMatching(todo) },
  ]);
});

it('a finding names five faults and counts the rest', () => {
  const faults = [1, 2, 3, 4, 5, 6, 7].map((seq) => ({ place: `admin/ana#${seq}`, fault: 'is wrong' }));
  expect(expectNone('rows', faults, 'all are right', 'look')).toMatchObject({
    ok: false,
    message: expect.stringMatching(/^admin\/ana#1: is wrong; .*#5: is wrong; and 2 more$/),
  });
  expect(expectNone('rows', [], 'all are right', 'look')).toMatchObject({ ok: true });
});

it('a check before a deployment that fails is reported, and finds nothing', async () => {
  const said: string[] = [];
  const denied = async () => {
    throw Object.assign(new Error(), { name: 'AccessDeniedException' });
  };
  expect(await foundOrReported('Locations', denied, (line) => said.push(line))).toStrictEqual([]);
  expect(said).toStrictEqual([
    'Locations could not be compared with the log (AccessDeniedException); afterwards run: emergency doctor.',
  ]);
});
