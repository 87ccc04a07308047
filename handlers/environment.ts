import { ExplainedError } from '../domain/ledger/index.ts';
import * as z from '../domain/zod.ts';

const name = z.text(1);
const maybe = z.optional(name);

/** The environment variables of a Lambda or of the local line. Endpoints are set on the local line only. */
const schema = z.object({
  LINE_CONFIG: z._default(name, 'line.config.json'),
  EVENTS_TABLE: name,
  BOARD_TABLE: name,
  DIRECTORY_TABLE: name,
  SUBJECT_KEYS_TABLE: name,
  SEND_BUDGET_TABLE: name,
  EVENT_BUS: name,
  /** KMS key, HMAC_256: tags of PINs. */
  PIN_KEY: name,
  /** KMS alias without its year, HMAC_256: tags of unknown callers’ numbers, one key a year. */
  NUMBER_KEY: name,
  /** KMS key, symmetric: encrypts the administrators’ own keys. */
  SUBJECT_KEY: name,
  /** The notify configuration the deployment created, when sms.configurationId names none. */
  NOTIFY_CONFIGURATION: maybe,
  /** KMS key, ECC_NIST_EDWARDS25519: signs checkpoints. */
  LOG_KEY: maybe,
  /** Bucket with Object Lock: anchors checkpoints. */
  CHECKPOINT_BUCKET: maybe,
  /** Bucket: records the stream consumers could not process. */
  FAILED_RECORDS_BUCKET: maybe,
  /** ARNs of the operators’ sessions up to their names, `*` for the role: who may call a function URL. */
  OPERATOR_SESSIONS: maybe,
  /** Function URLs, for the `emergency` command. */
  OPERATE_URL: maybe,
  ERASE_URL: maybe,
  AWS_REGION: z._default(name, 'us-east-1'),
  /** Set on the local line only: its AWS clients ignore the user's AWS settings. */
  LOCAL_LINE: maybe,
  AWS_ENDPOINT_URL_DYNAMODB: maybe,
  AWS_ENDPOINT_URL_KMS: maybe,
  AWS_ENDPOINT_URL_EVENTBRIDGE: maybe,
  AWS_ENDPOINT_URL_PINPOINT: maybe,
  AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2: maybe,
});

export type Environment = z.infer<typeof schema>;

/** A variable is missing from the environment; the message names it. */
export class EnvironmentError extends ExplainedError {
  readonly code = 'EnvironmentError';
}

/** A variable that only some functions have. @throws EnvironmentError when it is not set */
export const requiredVariable = (
  environment: Environment,
  name:
    | 'LOG_KEY'
    | 'CHECKPOINT_BUCKET'
    | 'FAILED_RECORDS_BUCKET'
    | 'OPERATOR_SESSIONS'
    | 'OPERATE_URL'
    | 'ERASE_URL',
): string => {
  const value = environment[name];
  if (value === undefined)
    throw new EnvironmentError(`the environment variable ${name} is missing; the deployment sets it`);
  return value;
};

/** @throws EnvironmentError naming each variable that is missing or empty */
export const readEnvironment = (variables: Record<string, string | undefined>): Environment => {
  const parsed = schema.safeParse(variables);
  if (parsed.success) return parsed.data;
  const missing = parsed.error.issues.map(({ path }) => path.join('.')).join(', ');
  throw new EnvironmentError(
    `these environment variables are missing or empty: ${missing}; the deployment sets them`,
  );
};
