import { wireProject } from '../wire-projections.ts';
import { failedRecords } from './failed-records.ts';
import { runtime } from './runtime.ts';

const wires = await runtime();
export const handler = wireProject(wires, failedRecords(wires, 'Project'));
