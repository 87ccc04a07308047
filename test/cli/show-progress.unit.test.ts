import { describe, expect, it } from 'vitest';
import { showProgress } from '../../cli/progress.ts';

const CLEAR = '\r\u001b[K';

const shown = (isTTY: boolean) => {
  const written: string[] = [];
  let time = 0;
  const output = { isTTY, write: (text: string) => void written.push(text) };
  const progress = showProgress('events exported', output, () => time);
  return {
    written,
    progress,
    at: (milliseconds: number, done: number) => {
      time = milliseconds;
      progress.at(done, 4000);
    },
  };
};

describe('the progress of a command', () => {
  it('is shown after two seconds, with what is left, and five times a second', () => {
    const { written, at, progress } = shown(true);
    at(1900, 900);
    at(2000, 1000);
    at(2100, 1050);
    at(3000, 3000);
    progress.clear();
    expect(written).toStrictEqual([
      `${CLEAR}1,000 of 4,000 events exported, about 6 s left`,
      `${CLEAR}3,000 of 4,000 events exported, about 1 s left`,
      CLEAR,
    ]);
  });

  it('says minutes when it takes long', () => {
    const { written, at } = shown(true);
    at(60_000, 1000);
    expect(written).toStrictEqual([`${CLEAR}1,000 of 4,000 events exported, about 3 min left`]);
  });

  it('is not shown where standard error is no terminal, nor of a command that is quick', () => {
    const piped = shown(false);
    piped.at(5000, 1000);
    const quick = shown(true);
    quick.at(1000, 4000);
    for (const { progress, written } of [piped, quick]) {
      progress.clear();
      expect(written).toStrictEqual([]);
    }
  });
});
