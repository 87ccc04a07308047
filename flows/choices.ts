import { type Draft, menu } from './build.ts';

/** A thing to choose: how it is spoken, and where the key leads. */
export type Choice = { spoken: string; to: string };

/** Keys 1 to 8 choose; 9 goes on to the next page, and from the last back to the first. */
const PER_PAGE = 8;
const MORE = '9';

/**
 * A menu of any number of things, page after page. `ask` is said first; the first page has the id given.
 * Silence and wrong keys go on to `silence` and `otherwise`.
 */
export const choices = (
  id: string,
  ask: string,
  things: readonly Choice[],
  ways: { seconds: number; silence: string; otherwise: string; onError: string },
): Draft[] => {
  const count = Math.ceil(things.length / PER_PAGE);
  const pageId = (page: number) => (page % count === 0 ? id : `${id} page ${(page % count) + 1}`);
  return Array.from({ length: count }, (_, page) => {
    const shown = things.slice(page * PER_PAGE, (page + 1) * PER_PAGE);
    const keys = Object.fromEntries(shown.map(({ to }, index) => [String(index + 1), to]));
    const spoken = shown.map((choice, index) => `For ${choice.spoken}, press ${index + 1}.`);
    const more =
      count > 1
        ? { keys: { [MORE]: pageId(page + 1) }, spoken: [`For more, press ${MORE}.`] }
        : { keys: {}, spoken: [] };
    return menu(pageId(page), [ask, ...spoken, ...more.spoken].join(' '), {
      ...ways,
      keys: { ...keys, ...more.keys },
    });
  });
};
