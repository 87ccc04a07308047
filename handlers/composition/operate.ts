import { type AnswerOperator, answerOperator } from '../answer-operator.ts';
import { eraseRoutes } from '../erase.ts';
import { operateRoutes } from '../operate.ts';
import type { AppContext } from './context.ts';
import { createNumberLookup } from './messaging.ts';
import { createPersonalData } from './projector.ts';
import { createDirectoryTable, createEventStore } from './stores.ts';

const createPorts = (ctx: AppContext) => ({
  ...ctx,
  store: createEventStore(ctx),
  directory: createDirectoryTable(ctx),
  personalData: createPersonalData(ctx),
  lookup: createNumberLookup(ctx),
});

export const createOperate = (ctx: AppContext): AnswerOperator =>
  answerOperator('Operate', operateRoutes, createPorts(ctx));

export const createErase = (ctx: AppContext): AnswerOperator =>
  answerOperator('Erase', eraseRoutes, createPorts(ctx));
