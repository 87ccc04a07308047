import { ed25519 } from '../adapters/ed25519.ts';
import { digest, sha256 } from '../adapters/sha256.ts';
import type { Anchor } from '../domain/leaf-log.ts';
import { checkEmergency } from './check-emergency.ts';
import { wireMessaging } from './messaging.ts';
import { oneTimePin } from './one-time-pin.ts';
import { project } from './project.ts';
import { publish } from './publish.ts';
import { sealLog } from './seal-log.ts';
import { updateEmergency } from './update-emergency.ts';
import { verifyPin } from './verify-pin.ts';
import {
  database,
  type Wires,
  wireBoard,
  wireBus,
  wireCaller,
  wireCheckpoints,
  wireDirectory,
  wireLeaves,
  wirePersonalData,
  wireSigner,
  wireStore,
} from './wiring.ts';

/** The seven Lambdas, each made from its environment; a bundle keeps only the one its entry file names. */
export const wireOneTimePin = async (wires: Wires) =>
  oneTimePin({ ...wireCaller(wires), ...(await wireMessaging(wires)) });

export const wireVerifyPin = async (wires: Wires) =>
  verifyPin({ ...wireCaller(wires), ...(await wireMessaging(wires)) });

export const wireUpdateEmergency = (wires: Wires) => updateEmergency(wireCaller(wires));

export const wireCheckEmergency = (wires: Wires) => {
  const db = database(wires);
  return checkEmergency({ ...wires, store: wireStore(wires, db), board: wireBoard(wires, db) });
};

/** What the projector and a rebuild write with. */
export const wireProjections = (wires: Wires) => {
  const db = database(wires);
  return {
    store: wireStore(wires, db),
    board: wireBoard(wires, db),
    directory: wireDirectory(wires, db),
    leaves: wireLeaves(wires, db),
    personalData: wirePersonalData(wires),
  };
};

export const wireProject = (wires: Wires) => project({ ...wireProjections(wires), sha256, log: wires.log });

export const wirePublish = (wires: Wires) =>
  publish({ bus: wireBus(wires), sha256, log: wires.log, system: wires.system });

/** `every`: milliseconds between two looks at the log. */
export const wireSealLog = async (wires: Wires, anchor: Anchor, every: number) => {
  const db = database(wires);
  return sealLog(
    {
      store: wireStore(wires, db),
      leaves: wireLeaves(wires, db),
      checkpoints: wireCheckpoints(wires, db),
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
