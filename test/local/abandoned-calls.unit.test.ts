import { describe, expect, it } from 'vitest';
import { menu } from '../../flows/build.ts';
import { BYE, build, lineOf } from './line.ts';
import { lineWithMenu } from './menu-line.ts';

const HOUR = 3_600_000;

describe('an abandoned call', () => {
  it('is released an hour after its last request', async () => {
    const line = lineWithMenu();
    await line.call();
    line.clock.now += HOUR - 1;
    expect(line.get('contact-1').state).toBe('in-progress');
    line.clock.now += 1;
    expect(line.get('contact-1').state).toBe('ended');
    expect(line.trace('contact-1')).toStrictEqual(['Ask: released, as no request was made for an hour']);
    await expect(line.keys('contact-1', '1')).rejects.toMatchObject({ code: 'call-ended' });
  });

  it('is released when others dial, and forgotten with the oldest that ended', async () => {
    const line = lineWithMenu();
    await line.call();
    line.clock.now += HOUR;
    for (let call = 0; call < 1_001; call += 1) {
      await line.call();
      await line.hangup(`contact-${call + 2}`);
    }
    expect(() => line.get('contact-1')).toThrow(/There is no call with that id/);
  });

  it('is one without requests: each request gives a call another hour', async () => {
    const again = menu('Ask', 'Press 1.', { keys: { '1': 'Ask' }, seconds: 5, otherwise: BYE });
    const line = lineOf([build('Menu', 'Ask', [again])]);
    await line.call();
    for (let hours = 0; hours < 3; hours += 1) {
      line.clock.now += HOUR - 1;
      await line.keys('contact-1', '1');
    }
    expect(line.get('contact-1').state).toBe('in-progress');
  });
});
