import { errorName } from './error-name.ts';
import type { Log } from './log.ts';

/** The AWS call that an error came from. `stack` has the frames of who made it; the SDK's own say nothing of that. */
export type FailedCall = { operation: string; resource?: string | undefined; stack: string };

const failed = new WeakMap<Error, FailedCall>();

/** The call an error came from; null when it came from none. */
export const failedCall = (error: Error): FailedCall | null => failed.get(error) ?? null;

type Context = { clientName?: string; commandName?: string };
type Next = (args: { input: object }) => Promise<unknown>;
type Client = {
  middlewareStack: {
    add(wrap: (next: Next, context: Context) => Next, options: { step: 'initialize'; name: string }): void;
  };
};

/** Answers of a service that an adapter asks for, and that are no failure. */
const EXPECTED: ReadonlySet<string> = new Set([
  'ConditionalCheckFailedException',
  'KMSInvalidMacException',
  'PolicyNotFoundException',
]);

/**
 * Has a client remember which operation and which resource each of its errors belongs to: the SDK's errors do not say.
 * @param log given for a client whose adapter turns failures into an outcome, so that nobody else would log them
 */
export const traced = <Traced>(client: Traced & Client, log?: Log): Traced => {
  client.middlewareStack.add(tracing(log), { step: 'initialize', name: 'tracedCall' });
  return client;
};

const tracing = (log?: Log) => (next: Next, context: Context) => (args: { input: object }) =>
  next(args).catch((error: unknown) => {
    if (error instanceof Error) failed.set(error, callOf(context, args.input));
    if (!EXPECTED.has(errorName(error))) log?.('error', 'AWS call failed', { error });
    throw error;
  });

const callOf = ({ clientName = '', commandName = '' }: Context, input: object): FailedCall => ({
  operation: `${clientName.replace(/Client$/, '')} ${commandName.replace(/Command$/, '')}`,
  resource: resourceOf(input),
  stack: new Error().stack ?? '',
});

/** The members of requests that name what a call is about. They come from the deployment, never from a caller. */
const NAMES = [
  'TableName',
  'KeyId',
  'EventBusName',
  'Bucket',
  'ConfigurationSetName',
  'ApplicationId',
  'PhoneNumberId',
  'FunctionName',
  'StackName',
  'ResourceArn',
  'StreamArn',
  'ContactFlowId',
  'InstanceId',
  'TargetArn',
  'logGroupName',
] as const;
type Named = Partial<Record<(typeof NAMES)[number] | 'IndexName' | 'Key', unknown>> & {
  Entries?: Named[];
  RequestItems?: object;
};

/** A name as AWS allows it; what is none is left out, whatever it is. */
const NAME = /^[A-Za-z0-9_.:/+=@-]{1,512}$/;

const resourceOf = (input: Named): string | undefined => {
  const { Entries, RequestItems, IndexName, Bucket, Key } = input;
  const [batched] = Object.keys(RequestItems ?? {});
  const names = [batched, ...NAMES.map((name) => input[name] ?? Entries?.[0]?.[name])];
  const name = names.find((one) => one !== undefined);
  const within = [name, IndexName, Bucket && Key].filter((one) => one !== undefined).join('/');
  return NAME.test(within) ? within : undefined;
};
