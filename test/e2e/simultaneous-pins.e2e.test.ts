import { pinStormContract } from '../kit/contracts/pin-storm.ts';
import { databases } from '../kit/databases.ts';

for (const { name, endpoint } of await databases()) pinStormContract(name, endpoint);
