/** The instances in the configuration's `connect`. */
type Connect = { instanceArn: string; furtherInstances: readonly string[]; allowAnyInstance: boolean };

/** The ARN of a Connect instance. */
export const INSTANCE = /^arn:aws[a-z-]*:connect:[a-z0-9-]+:\d{12}:instance\/[0-9a-f-]{36}$/;

/** `{ partition, region, account }` of an ARN. */
export const parseArn = (arn: string) => {
  const [, partition = '', , region = '', account = ''] = arn.split(':');
  return { partition, region, account };
};

/** The id at the end of an ARN; an id stays as it is. */
export const lastPart = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

/** The instances that get flows, the first one first. */
export const instancesOf = ({ instanceArn, furtherInstances }: Connect): string[] => [
  instanceArn,
  ...furtherInstances,
];

/** Whether two ARNs of instances are of the same account and Region. */
export const inOneAccountAndRegion = (one: string, other: string) =>
  one.slice(0, one.indexOf(':instance/')) === other.slice(0, other.indexOf(':instance/'));

/** Whether the line answers calls of this instance. */
export const servesInstance = (connect: Connect, arn: string): boolean =>
  instancesOf(connect).includes(arn) ||
  (connect.allowAnyInstance && INSTANCE.test(arn) && inOneAccountAndRegion(connect.instanceArn, arn));
