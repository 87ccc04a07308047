import * as z from '../zod.ts';

const people = z.prefault(
  z.strictObject({
    emails: z.described(
      z._default(z.array(z.email('an e-mail address')), []),
      'e-mail addresses; each must confirm its subscription',
    ),
    phones: z.described(
      z._default(z.array(z.matching(/^\+[1-9][0-9]{6,14}$/, 'a number in E.164, such as +6568000001')), []),
      'numbers in E.164 that are texted',
    ),
  }),
  {},
);

/** Retention times in days that CloudWatch Logs accepts (PutRetentionPolicy), up to two years. */
const LOG_DAYS = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731] as const;

/** Settings of the stack in AWS, which the Lambdas do not read. */
export const deploymentSchema = z.prefault(
  z.strictObject({
    stackName: z.described(
      z._default(
        z.matching(/^[A-Za-z][A-Za-z0-9-]{0,29}$/, 'a letter, then letters, digits and -, at most 30'),
        'EmergencyLine',
      ),
      'the name of the stack and its resources; another name is another log',
    ),
    prefix: z.described(
      z.optional(
        z.matching(
          /^[A-Za-z0-9][A-Za-z0-9_-]{0,29}$/,
          'a letter or digit, then letters, digits, - and _, at most 30',
        ),
      ),
      'prefix of names that must be unique in the instance or account (the flows, the configuration set); default: the stack’s name',
    ),
    deployRole: z.described(
      z.optional(z.matching(/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/, 'the ARN of a role')),
      'the role CloudFormation assumes; only it may change the log’s table and keys; default: the CDK’s CloudFormation role',
    ),
    operators: z.described(
      z._default(
        z.array(z.matching(/^arn:aws[a-z-]*:iam::\d{12}:(role|user)\/.+$/, 'the ARN of a role or user')),
        [],
      ),
      'may assume the operator roles without MFA; everyone else in the account must have signed in with MFA',
    ),
    notify: z.described(
      people,
      'who is notified of every emergency set or removed, and of refused operator changes',
    ),
    alarms: z.described(people, 'who is notified of the line’s alarms (docs/runbook.md)'),
    organizationId: z.described(
      z.optional(z.matching(/^o-[a-z0-9]{10,32}$/, 'an organization’s id, such as o-abcdefghij')),
      'the AWS organization whose accounts may subscribe to the bus',
    ),
    trail: z.described(
      z._default(z.boolean(), false),
      'creates a CloudTrail trail of management events, which log-guard needs; leave it off when the account has one',
    ),
    logRetentionDays: z.described(
      z._default(z.literal(LOG_DAYS), 90),
      'retention of the Lambdas’ logs, in days; the event log is never deleted',
    ),
    archiveDays: z.described(z._default(z.whole(1, 3650), 90), 'days for which the bus can replay events'),
    erasureDays: z.described(
      z._default(z.whole(1, 35), 7),
      'days for which backups still hold an erased person’s key and number',
    ),
  }),
  {},
);
