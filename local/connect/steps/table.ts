import type { Interpreter } from '../types.ts';
import * as attributes from './attributes.ts';
import * as branching from './branching.ts';
import * as endActions from './end-actions.ts';
import * as lambda from './lambda.ts';
import * as prompts from './prompts.ts';
import * as settings from './settings.ts';

const FILES = [attributes, branching, endActions, lambda, prompts, settings];

/** The supported actions, which are all exports of these files: one for each row of flows/language/table.ts. */
export const INTERPRETERS = FILES.flatMap((file): Interpreter[] => Object.values(file));
