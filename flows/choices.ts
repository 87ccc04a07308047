import { type Draft, menu } from './build.ts';

/** One option: its spoken name and the action its key leads to. */
export type Choice = { spoken: string; to: string };

/** Keys 1 to 8 choose; 9 continues to the next page, and from the last back to the first. */
const PER_PAGE = 8;
const MORE = '9';

/** A menu that asks again on `#`, which callers press a moment after the digits of the prompt before. */
export const askKey: typeof menu = (id, text, branches) =>
  menu(id, text, { ...branches, keys: { '#': id, ...branches.keys } });

/**
 * A menu of any number of options, in pages; each page starts with `question`. `id` is the first page's identifier.
 * Silence continues to `silence`, an unknown key to `otherwise`.
 */
export const choices = (
  id: string,
  question: string,
  options: readonly Choice[],
  branches: { seconds: number; silence: string; otherwise: string; onError: string },
): Draft[] => {
  const count = Math.ceil(options.length / PER_PAGE);
  const pageId = (page: number) => (page % count === 0 ? id : `${id} page ${(page % count) + 1}`);
  return Array.from({ length: count }, (_, page) => {
    const shown = options.slice(page * PER_PAGE, (page + 1) * PER_PAGE);
    const keys = Object.fromEntries(shown.map(({ to }, index) => [String(index + 1), to]));
    const spoken = shown.map((choice, index) => `For ${choice.spoken}, press ${index + 1}.`);
    const more =
      count > 1
        ? { keys: { [MORE]: pageId(page + 1) }, spoken: [`For more, press ${MORE}.`] }
        : { keys: {}, spoken: [] };
    return askKey(pageId(page), [question, ...spoken, ...more.spoken].join(' '), {
      ...branches,
      keys: { ...keys, ...more.keys },
    });
  });
};
