import { startDynamoDb } from '../../../local/dynamodb/start.ts';
import { handlersOn, storm } from '../../kit/contracts/pin-storm-tries.ts';
import { count } from '../check.ts';

type Tries = { right: number; wrong: number };
type StormResult = Awaited<ReturnType<typeof storm>>;

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
    const result = await storm(handlers, mix);
    faults.push(...faultsOf(mix, result));
    notes.push(formatNote(mix, result));
  }
  await handlers.close();
  await close();
  return { faults, notes };
};

/** One verification if any try was right, else three wrong ones, counted one by one; every answer is in the log. */
const faultsOf = ({ right }: Tries, { verified, wrong, answered }: StormResult): string[] => {
  const counted = wrong.every(({ left, failures }, index) => left === 2 - index && failures === index + 1);
  const areRecorded = (status: string, steps: readonly string[]) =>
    answered(status).every((step) => steps.includes(step));
  const wrongOnes = wrong.map(({ step }) => step);
  return [
    ...(verified.length === Math.min(right, 1) ? [] : [`${verified.length} were verified`]),
    ...(counted && (right > 0 ? wrong.length < 3 : wrong.length === 3)
      ? []
      : ['wrong tries were counted wrongly']),
    ...(areRecorded('VERIFIED', verified) && areRecorded('WRONG', wrongOnes)
      ? []
      : ['an answer is not in the log']),
  ];
};

const formatNote = ({ right, wrong: typed }: Tries, { verified, wrong }: StormResult): string =>
  `on the embedded DynamoDB over HTTP, ${count(right)} right and ${count(typed)} wrong at once: ${verified.length} verified, ${wrong.length} were counted as wrong`;
