import type { Interpreter } from '../types.ts';
import { setAttributes, setContactData, setFlowAttributes } from './attributes.ts';
import { checkHours, compareValue, nextIteration } from './branching.ts';
import { endFlow, endModule, enterQueue, goToFlow, hangUp, setQueue } from './end-actions.ts';
import { invoke } from './lambda.ts';
import { askDigits, askMenu, askPhoneNumber, sayMessage } from './prompts.ts';
import { setLogging, setRecording, setVoice } from './settings.ts';

/** The supported actions: one entry for each row of flows/language/table.ts. */
export const INTERPRETERS: readonly Interpreter[] = [
  sayMessage,
  askMenu,
  askDigits,
  askPhoneNumber,
  invoke,
  compareValue,
  setAttributes,
  setFlowAttributes,
  setLogging,
  setRecording,
  setVoice,
  setContactData,
  nextIteration,
  goToFlow,
  setQueue,
  enterQueue,
  checkHours,
  hangUp,
  endFlow,
  endModule,
];
