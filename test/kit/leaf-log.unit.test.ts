import { leafLogContract } from './contracts/leaf-log.ts';
import { memoryCheckpoints, memoryLeafLog } from './leaf-log.ts';

leafLogContract('in memory', async () => ({ leaves: memoryLeafLog(), checkpoints: memoryCheckpoints() }));
