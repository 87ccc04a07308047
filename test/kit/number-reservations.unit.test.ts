import { numberReservationsContract } from './contracts/number-reservations.ts';
import { memoryNumberReservations } from './number-reservations.ts';

numberReservationsContract('in memory', async () => memoryNumberReservations());
