import { streamReadingContract } from '../contracts/stream-reading.ts';
import { streamRecordContract } from '../contracts/stream-records.ts';
import { databases } from '../databases.ts';

for (const { name, endpoint } of await databases()) {
  streamRecordContract(name, endpoint);
  streamReadingContract(name, endpoint);
}
