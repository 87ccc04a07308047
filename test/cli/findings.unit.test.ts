import { expect, it } from 'vitest';
import { runCheck } from '../../cli/deployment/findings.ts';

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
