import { startDynamoDb } from '../../../local/dynamodb/start.ts';
import { handlersOn, storm } from '../../kit/contracts/pin-storm-tries.ts';
import { count } from '../check.ts';

type Tries = { right: number; wrong: number };
type Came = Awaited<ReturnType<typeof storm>>;

/** The same over HTTP: the AWS SDK's clients and the embedded DynamoDB, whose conditional put is the lock. */
export const embeddedStorms = async (tries: number): Promise<{ faults: string[]; notes: string[] }> => {
  const { endpoint, close } = await startDynamoDb({ now: Date.now });
  const handlers = await handlersOn(endpoint);
  const faults: string[] = [];
  const notes: string[] = [];
  for (const mix of [
    { right: tries - 2, wrong: 2 },
    { right: 0, wrong: tries },
  ]) {
    const came = await storm(handlers, mix);
    faults.push(...faultsOf(mix, came));
    notes.push(told(mix, came));
  }
  await handlers.close();
  await close();
  return { faults, notes };
};

/** A proof if any was right, and three wrong tries if none was; counted one by one; nobody was told another thing. */
const faultsOf = ({ right }: Tries, { verified, wrong, answered }: Came): string[] => {
  const counted = wrong.every(({ left, failures }, index) => left === 2 - index && failures === index + 1);
  const toldOf = (status: string, steps: readonly string[]) =>
    answered(status).every((step) => steps.includes(step));
  const wrongOnes = wrong.map(({ step }) => step);
  return [
    ...(verified.length === Math.min(right, 1) ? [] : [`${verified.length} proved`]),
    ...(counted && (right > 0 ? wrong.length < 3 : wrong.length === 3)
      ? []
      : ['wrong tries were counted wrongly']),
    ...(toldOf('VERIFIED', verified) && toldOf('WRONG', wrongOnes)
      ? []
      : ['one was told what is not in the log']),
  ];
};

const told = ({ right, wrong: typed }: Tries, { verified, wrong }: Came): string =>
  `on the embedded DynamoDB over HTTP, ${count(right)} right and ${count(typed)} wrong at once: ${verified.length} proved, ${wrong.length} were counted as wrong`;
