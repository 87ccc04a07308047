type Key = Record<string, unknown> | undefined;
type Page = { Items?: Record<string, unknown>[] | undefined; LastEvaluatedKey?: Key };

/** Every item of a query or scan, page after page; the reader's pace decides when the next is fetched. */
export async function* pages<Item>(fetch: (ExclusiveStartKey: Key) => Promise<Page>): AsyncGenerator<Item> {
  let key: Key;
  do {
    const page = await fetch(key);
    yield* (page.Items ?? []) as Item[];
    key = page.LastEvaluatedKey;
  } while (key);
}
