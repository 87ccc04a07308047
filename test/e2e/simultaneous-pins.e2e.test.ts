import { pinStormContract } from '../contracts/pin-storm.ts';
import { databases } from '../databases.ts';

for (const { name, endpoint } of await databases()) pinStormContract(name, endpoint);
