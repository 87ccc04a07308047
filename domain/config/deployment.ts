import * as z from '../zod.ts';

const people = z.prefault(
  z.strictObject({
    emails: z._default(z.array(z.email('an e-mail address')), []),
    phones: z._default(
      z.array(z.matching(/^\+[1-9][0-9]{6,14}$/, 'a number in E.164, such as +6568000001')),
      [],
    ),
  }),
  {},
);

/** The retention times CloudWatch Logs knows (PutRetentionPolicy), as far as they are any use here. */
const LOG_DAYS = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731] as const;

/** What only the stack in AWS needs to know; the Lambdas are not told it. */
export const deploymentSchema = z.prefault(
  z.strictObject({
    stackName: z.described(
      z._default(
        z.matching(/^[A-Za-z][A-Za-z0-9-]{0,29}$/, 'a letter, then letters, digits and -, at most 30'),
        'EmergencyLine',
      ),
      'names the stack and all that is in it; another name is another log',
    ),
    prefix: z.described(
      z.optional(
        z.matching(
          /^[A-Za-z0-9][A-Za-z0-9_-]{0,29}$/,
          'a letter or digit, then letters, digits, - and _, at most 30',
        ),
      ),
      'begins the names of what may belong to nobody else in the instance or account (the flows, the configuration set); the stack’s name unless given',
    ),
    deployRole: z.described(
      z.optional(z.matching(/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/, 'the ARN of a role')),
      'CloudFormation acts as this role, which alone may change the log’s table and keys; the CDK’s CloudFormation role unless given',
    ),
    operators: z.described(
      z._default(
        z.array(z.matching(/^arn:aws[a-z-]*:iam::\d{12}:(role|user)\/.+$/, 'the ARN of a role or user')),
        [],
      ),
      'may use the operator’s roles as they are; others of the account must have signed in with MFA',
    ),
    notify: z.described(
      people,
      'who is notified of every emergency set or removed, and of refused operator changes',
    ),
    alarms: z.described(people, 'who is notified of the line’s alarms (docs/runbook.md)'),
    organizationId: z.described(
      z.optional(z.matching(/^o-[a-z0-9]{10,32}$/, 'an organization’s id, such as o-abcdefghij')),
      'its accounts may subscribe to the bus',
    ),
    trail: z.described(
      z._default(z.boolean(), false),
      'makes a CloudTrail trail of management events, which log-guard needs; leave it off when the account has one',
    ),
    logRetentionDays: z.described(
      z._default(z.literal(LOG_DAYS), 90),
      'how long the Lambdas’ logs are kept; the event log is kept for ever',
    ),
    archiveDays: z.described(z._default(z.whole(1, 3650), 90), 'how long the bus can replay'),
    erasureDays: z.described(
      z._default(z.whole(1, 35), 7),
      'how long backups keep an erased person’s key and number',
    ),
  }),
  {},
);
