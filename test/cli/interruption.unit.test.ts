import { describe, expect, it } from 'vitest';
import { Interrupted, interruptible } from '../../cli/interruption.ts';

const stoppedBy = (signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP') =>
  interruptible(
    () => 'two of five were imported',
    async ({ check }) => {
      check();
      process.emit(signal, signal);
      check();
    },
  ).catch((error: Error) => error);

describe('a command that is stopped', () => {
  it.each([
    ['SIGINT', 130, 'stopped by Ctrl-C: two of five were imported'],
    ['SIGTERM', 143, 'stopped by SIGTERM: two of five were imported'],
    ['SIGHUP', 129, 'stopped by SIGHUP: two of five were imported'],
  ] as const)('by %s ends with status %i and what is left', async (signal, exitStatus, message) => {
    const error = await stoppedBy(signal);
    expect(error).toBeInstanceOf(Interrupted);
    expect(error).toMatchObject({ exitStatus, message });
  });

  it('listens no longer once its work is done', async () => {
    const before = process.listenerCount('SIGINT');
    await interruptible(
      () => '',
      async () => {},
    );
    expect(process.listenerCount('SIGINT')).toBe(before);
  });
});
