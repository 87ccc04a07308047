import type { Finding } from '../../../domain/ledger/audit/finding.ts';
import type { Report } from '../../../domain/ledger/audit/report.ts';
import type { SignedLog } from '../../kit/signed-log.ts';

const textsOf = ({ items }: SignedLog) =>
  new Map(items.map((item) => [`${item.pk}#${item.sk}`, JSON.stringify(item)]));

/** The events that differ between two logs, as `stream#seq`. */
const different = (before: SignedLog, after: SignedLog): Set<string> => {
  const [old, now] = [textsOf(before), textsOf(after)];
  const places = [...new Set([...old.keys(), ...now.keys()])];
  const moved = before.leaves.flatMap((leaf, index) => {
    const there = after.leaves[index];
    return there && JSON.stringify(there) === JSON.stringify(leaf) ? [] : [`${leaf.stream}#${leaf.seq}`];
  });
  return new Set([...places.filter((place) => old.get(place) !== now.get(place)), ...moved]);
};

/** The first leaf at which the logs differ. */
const parting = (before: SignedLog, after: SignedLog): number =>
  before.leaves.findIndex((leaf, index) => JSON.stringify(leaf) !== JSON.stringify(after.leaves[index]));

const points = (changed: Set<string>, first: number, { stream, seq = 0, leaves }: Finding): boolean =>
  stream === undefined
    ? leaves !== undefined && first >= leaves[0] && first <= leaves[1]
    : changed.has(`${stream}#${seq}`) || changed.has(`${stream}#${seq - 1}`);

/** Whether a finding names the changed event, the next of its stream (a broken link), or a range of leaves that contains it. */
export const named = (before: SignedLog, after: SignedLog, { findings }: Report): 'event' | 'span' | 'no' => {
  const changed = different(before, after);
  const first = parting(before, after);
  const good = findings.filter((finding) => points(changed, first, finding));
  if (good.some(({ stream }) => stream !== undefined)) return 'event';
  return good.length > 0 ? 'span' : 'no';
};
