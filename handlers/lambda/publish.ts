import { wirePublish } from '../wire-publish.ts';
import { failedRecords } from './failed-records.ts';
import { runtime } from './runtime.ts';

const wires = await runtime();
export const handler = wirePublish(wires, failedRecords(wires, 'Publish'));
