import { streamReadingContract } from '../kit/contracts/stream-reading.ts';
import { streamRecordContract } from '../kit/contracts/stream-records.ts';
import { databases } from '../kit/databases.ts';

for (const { name, endpoint } of await databases()) {
  streamRecordContract(name, endpoint);
  streamReadingContract(name, endpoint);
}
