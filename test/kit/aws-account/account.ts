/** A CloudFormation stack of the account; `template` is the deployed one. */
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

/** A number claimed for an instance, and its flow. */
type AwsNumber = { instanceId: string; id: string; number: string; flowId?: string };

/** A CloudTrail trail with its event selectors, in the form of the service's API. */
export type AwsTrail = { arn: string; isLogging: boolean; selectors: object };

/** The state of an account, for the calls that read a deployment. Tests may change it at any time. */
export type AwsAccount = {
  id: string;
  /** The principal of the credentials. */
  arn: string;
  region: string;
  stacks: AwsStack[];
  /** The statements of each Lambda's own policy, by the Lambda's name. */
  functions: Record<string, readonly unknown[]>;
  flows: AwsFlow[];
  numbers: AwsNumber[];
  /** Subscriptions to the alarms' topic, and the alarms triggered for a test, with the reason. */
  subscriptions: { confirmed: number; pending: number };
  setOff: { name: string; reason: string }[];
  /** Resources outside any stack, as `<type> <identifier>`. */
  others: string[];
  /** Concurrent Lambda executions; `unreserved` of them are free. */
  lambda: { concurrent: number; unreserved: number };
  trails: AwsTrail[];
  /** SMS settings: tier, monthly limit in US dollars, sender ids. */
  texts: {
    tier: 'SANDBOX' | 'PRODUCTION';
    limit: number;
    senderIds: { SenderId: string; IsoCountryCode: string; Registered: boolean }[];
  };
  /** The lines of a log group. */
  logLines(group: string): readonly string[];
};

/** An empty account. */
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
