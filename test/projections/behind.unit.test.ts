import { expect, it } from 'vitest';
import { appendMissingLeaves } from '../../projections/leaves.ts';
import { rebuild } from '../../projections/rebuild.ts';
import { boardBehind, directoryBehind } from '../../use-cases/queries/behind.ts';
import { day } from '../kit/day.ts';
import { memoryLine } from '../kit/line.ts';

const NONE = { events: 0, since: null };
const ADMINS = ['ana', 'ben', 'lin'];

async function* everybody() {
  yield* ADMINS;
}

/** A day with every type of event, none of it projected. */
const unseen = async () => {
  const line = await memoryLine();
  await day(line);
  line.ports.board.rows.clear();
  line.ports.directory.rows.clear();
  const { ports } = line;
  const locations = ports.config.locations.map(({ id }) => id);
  return {
    line,
    board: () => boardBehind(ports, locations),
    directory: () => directoryBehind(ports, everybody()),
  };
};

it('read models that have seen the whole log are not behind', async () => {
  const { line, board, directory } = await unseen();
  await rebuild(line.ports);
  expect([await board(), await directory()]).toStrictEqual([NONE, NONE]);
});

it('a board without rows lacks every event of the locations that were set', async () => {
  const { line, board } = await unseen();
  const set = new Set(
    line.items.filter(({ type }) => /^Emergency(Set|Removed)$/.test(type)).map(({ pk }) => pk),
  );
  const lacking = line.items.filter(({ pk }) => set.has(pk)).map(({ at }) => at);
  expect(await board()).toStrictEqual({ events: lacking.length, since: lacking.toSorted()[0] });
});

it('a directory without rows lacks the events that can change an entry, and no others', async () => {
  const { line, directory } = await unseen();
  const changes = /^(Admin(Enrolled|Changed|Revoked|Erased)|PinIssued)$/;
  const lacking = line.items.filter(({ type }) => changes.test(type)).map(({ at }) => at);
  expect(await directory()).toStrictEqual({ events: lacking.length, since: lacking.toSorted()[0] });
});

it('a board can be behind in a log whose events all have leaves', async () => {
  const { line, board } = await unseen();
  await appendMissingLeaves(line.ports, null, line.ports.system.now());
  expect((await board()).events).toBeGreaterThan(0);
});
