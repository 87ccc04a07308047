/** The AWS call that an error came from. `stack` is the caller's: the SDK's own stack does not lead back to it. */
export type FailedCall = { operation: string; resource?: string | undefined; stack: string };

const failedCalls = new WeakMap<Error, FailedCall>();

/** The AWS call an error came from, or null when it came from none. */
export const failedCall = (error: Error): FailedCall | null => failedCalls.get(error) ?? null;

/** The names that the AWS SDK has for the client and the command of a call. */
export type CallNames = { clientName?: string; commandName?: string };

/** Remembers which operation and which resource an error belongs to: the SDK's errors do not say. */
export const rememberFailedCall = (
  error: Error,
  { clientName = '', commandName = '' }: CallNames,
  input: object,
): void => {
  failedCalls.set(error, {
    operation: `${clientName.replace(/Client$/, '')} ${commandName.replace(/Command$/, '')}`,
    resource: resourceOf(input),
    stack: new Error().stack ?? '',
  });
};

/** The request members that name the resource of a call. Their values come from the deployment, never from a caller. */
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

/** A name as AWS allows it; anything else is left out. */
const NAME = /^[A-Za-z0-9_.:/+=@-]{1,512}$/;

const resourceOf = (input: Named): string | undefined => {
  const { Entries, RequestItems, IndexName, Bucket, Key } = input;
  const [batched] = Object.keys(RequestItems ?? {});
  const names = [batched, ...NAMES.map((name) => input[name] ?? Entries?.[0]?.[name])];
  const name = names.find((one) => one !== undefined);
  const within = [name, IndexName, Bucket && Key].filter((one) => one !== undefined).join('/');
  return NAME.test(within) ? within : undefined;
};
