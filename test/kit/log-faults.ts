import { sha256 } from '../../adapters/sha256.ts';
import { rules } from '../../domain/emergency/rules.ts';
import { permissions } from '../../domain/ledger/audit/permissions.ts';
import { entryOf, streamVerifier } from '../../domain/ledger/audit/verify-stream.ts';
import type { Item } from '../../domain/ledger/event-store.ts';
import { parse } from '../../domain/ledger/parse.ts';

/** Everything wrong with these whole streams, as `<stream> <seq>: <fault>`: bytes, and events that could not have been decided. */
export const logFaults = (origin: string, items: readonly Item[]): string[] => {
  const permitted = permissions();
  const shared = { parse, permissions: permitted, unchecked: { events: 0, oldStates: 0, newStates: 0 } };
  const verifiers = new Map<string, ReturnType<typeof streamVerifier>>();
  const faults = items.flatMap((item) => {
    const verifier = verifiers.get(item.pk) ?? streamVerifier({ origin, sha256, rules }, item.pk, shared);
    verifiers.set(item.pk, verifier);
    const found = verifier.event(entryOf(item));
    const all = found.undecided === null ? found.faults : [...found.faults, found.undecided];
    return all.map((fault) => `${item.pk} ${item.sk}: ${fault}`);
  });
  for (const verifier of verifiers.values()) verifier.end();
  const { findings } = permitted.end();
  return [...faults, ...findings.map(({ stream, seq, fault }) => `${stream} ${seq}: ${fault}`)];
};
