import { dynamoCheckpoints } from '../adapters/dynamo-leaf-log.ts';
import { ed25519 } from '../adapters/ed25519.ts';
import { kmsNoteSigner } from '../adapters/note-signer.ts';
import { digest, sha256 } from '../adapters/sha256.ts';
import type { Anchor } from '../domain/leaf-log.ts';
import { needed } from './environment.ts';
import { kms } from './kms-client.ts';
import { sealLog } from './seal-log.ts';
import { database, wireLeaves, wireStore } from './wire-tables.ts';
import type { Wires } from './wires.ts';

/** The key that signs checkpoints; its name is the log's. */
export const wireSigner = (wires: Wires) =>
  kmsNoteSigner(kms(wires), needed(wires.environment, 'LOG_KEY'), wires.config.origin);

/** `every`: milliseconds between two looks at the log. */
export const wireSealLog = async (wires: Wires, anchor: Anchor, every: number) => {
  const db = database(wires);
  return sealLog(
    {
      store: wireStore(wires, db),
      leaves: wireLeaves(wires, db),
      checkpoints: dynamoCheckpoints(db, wires.environment.EVENTS_TABLE),
      signer: await wireSigner(wires),
      anchor,
      sha256,
      digest,
      ed25519,
      system: wires.system,
      log: wires.log,
    },
    every,
  );
};
