/** The AWS call that failed with an error. `stack` is the caller's, which the SDK's own stack omits. */
export type FailedCall = { operation: string; resource?: string | undefined; stack: string };

const failedCalls = new WeakMap<Error, FailedCall>();

/** The AWS call that failed with an error; null when it was not an AWS call. */
export const failedCall = (error: Error): FailedCall | null => failedCalls.get(error) ?? null;

/** The AWS SDK's names of a call's client and command. */
export type CallNames = { clientName?: string; commandName?: string };

/** Records the operation and resource of an error, which the SDK's errors do not name. */
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

/** Request members that name the resource of a call. Their values come from the deployment, never from a caller. */
const RESOURCE_MEMBERS = [
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
type Named = Partial<Record<(typeof RESOURCE_MEMBERS)[number] | 'IndexName' | 'Key', unknown>> & {
  Entries?: Named[];
  RequestItems?: object;
};

/** A valid AWS name; any other value is omitted. */
const NAME = /^[A-Za-z0-9_.:/+=@-]{1,512}$/;

const resourceOf = (input: Named): string | undefined => {
  const { Entries, RequestItems, IndexName, Bucket, Key } = input;
  const [batched] = Object.keys(RequestItems ?? {});
  const names = [batched, ...RESOURCE_MEMBERS.map((name) => input[name] ?? Entries?.[0]?.[name])];
  const name = names.find((one) => one !== undefined);
  const within = [name, IndexName, Bucket && Key].filter((one) => one !== undefined).join('/');
  return NAME.test(within) ? within : undefined;
};
