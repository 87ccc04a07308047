/** A CloudFormation stack of the account; `template` as it was deployed. */
export type AwsStack = {
  name: string;
  status: string;
  outputs: Record<string, string>;
  protected: boolean;
  template: { Resources: Record<string, { Type: string; DeletionPolicy?: string }> };
  /** Physical ids by logical ids. */
  resources: Record<string, string>;
};

type AwsFlow = {
  instanceId: string;
  id: string;
  name: string;
  status: 'PUBLISHED' | 'SAVED';
  content: string;
};

/** A number claimed for an instance, and the flow it leads to. */
type AwsNumber = { instanceId: string; id: string; number: string; flowId?: string };

/** A CloudTrail trail with its event selectors, as the service's API has them. */
export type AwsTrail = { arn: string; isLogging: boolean; selectors: object };

/** What stands in an account, for the calls that look at a deployment. Its owner may change it at any time. */
export type AwsAccount = {
  id: string;
  /** Who the credentials belong to. */
  arn: string;
  region: string;
  stacks: AwsStack[];
  /** The statements of each Lambda's own policy, by the Lambda's name. */
  functions: Record<string, readonly unknown[]>;
  flows: AwsFlow[];
  numbers: AwsNumber[];
  /** Subscriptions to the alarms' topic, and the alarms that were set off for a test, with the reason. */
  subscriptions: { confirmed: number; pending: number };
  setOff: { name: string; reason: string }[];
  /** Resources that no stack has, as `<type> <identifier>`. */
  others: string[];
  /** Lambda executions at once; `unreserved` of them free. */
  lambda: { concurrent: number; unreserved: number };
  trails: AwsTrail[];
  /** What it may text: its tier, its monthly limit in US dollars, its sender ids. */
  texts: {
    tier: 'SANDBOX' | 'PRODUCTION';
    limit: number;
    senderIds: { SenderId: string; IsoCountryCode: string; Registered: boolean }[];
  };
  /** What a log group holds, line by line. */
  logLines(group: string): readonly string[];
};

/** An account with nothing in it. */
export const emptyAccount = (): AwsAccount => ({
  id: '111122223333',
  arn: 'arn:aws:iam::111122223333:role/Operator',
  region: 'ap-southeast-1',
  stacks: [],
  functions: {},
  flows: [],
  numbers: [],
  subscriptions: { confirmed: 2, pending: 0 },
  setOff: [],
  others: [],
  lambda: { concurrent: 1000, unreserved: 1000 },
  trails: [],
  texts: { tier: 'PRODUCTION', limit: 100, senderIds: [] },
  logLines: () => [],
});
