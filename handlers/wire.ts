import { sha256 } from '../adapters/sha256.ts';
import { checkEmergency } from './check-emergency.ts';
import { wireMessaging } from './messaging.ts';
import { oneTimePin } from './one-time-pin.ts';
import { project } from './project.ts';
import { publish } from './publish.ts';
import { updateEmergency } from './update-emergency.ts';
import { verifyPin } from './verify-pin.ts';
import {
  database,
  type Wires,
  wireBoard,
  wireBus,
  wireCaller,
  wireDirectory,
  wirePersonalData,
  wireSendBudget,
  wireStore,
} from './wiring.ts';

/** The six Lambdas, each made from its environment; a bundle keeps only the one its entry file names. */
export const wireOneTimePin = async (wires: Wires) =>
  oneTimePin({
    ...wireCaller(wires),
    ...(await wireMessaging(wires)),
    sendBudget: wireSendBudget(wires, database(wires)),
  });

export const wireVerifyPin = async (wires: Wires) =>
  verifyPin({
    ...wireCaller(wires),
    ...(await wireMessaging(wires)),
    personalData: wirePersonalData(wires),
  });

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
    personalData: wirePersonalData(wires),
    sendBudget: wireSendBudget(wires, db),
  };
};

export const wireProject = (wires: Wires) => project({ ...wireProjections(wires), sha256, log: wires.log });

export const wirePublish = (wires: Wires) =>
  publish({ bus: wireBus(wires), sha256, log: wires.log, system: wires.system });
