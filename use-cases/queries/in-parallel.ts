/** Calls that run at once: many rows take few round trips, and no read is throttled. */
const AT_ONCE = 25;

/** What a call returns for each item, in their order. */
export const inParallel = async <Item, Result>(
  items: Iterable<Item>,
  call: (item: Item) => Promise<Result>,
): Promise<Result[]> => {
  const rest = [...items];
  const results: Result[] = [];
  while (rest.length > 0)
    results.push(...(await Promise.all(rest.splice(0, AT_ONCE).map((item) => call(item)))));
  return results;
};
