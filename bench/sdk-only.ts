import { join } from 'node:path';
import { build } from 'esbuild';
import { BUNDLING, type BundleName } from '../infra/bundle.ts';

type Service = { client: string; from: string; commands: string };
const service = (client: string, name: string, ...commands: string[]): Service => ({
  client: `${client}Client`,
  from: `@aws-sdk/client-${name}`,
  commands: commands.map((command) => `${command}Command`).join(', '),
});

const DYNAMODB = service('DynamoDB', 'dynamodb', 'PutItem');
const KMS = service('KMS', 'kms', 'GenerateMac', 'VerifyMac');
const TEXTS = service(
  'PinpointSMSVoiceV2',
  'pinpoint-sms-voice-v2',
  'CarrierLookup',
  'PutMessageFeedback',
  'SendTextMessage',
);
const S3 = service('S3', 's3', 'PutObject');
const EVENTBRIDGE = service('EventBridge', 'eventbridge', 'PutEvents');
const CONNECT = service(
  'Connect',
  'connect',
  'AssociatePhoneNumberContactFlow',
  'DisassociatePhoneNumberContactFlow',
);

/** The clients each Lambda creates on a cold start, with the shipped configuration. */
const USED: Record<BundleName, Service[]> = {
  'check-emergency': [DYNAMODB],
  probe: [DYNAMODB],
  'one-time-pin': [DYNAMODB, KMS, TEXTS],
  project: [DYNAMODB, KMS],
  publish: [EVENTBRIDGE],
  'associate-phone-number': [CONNECT],
  operate: [DYNAMODB, KMS, TEXTS],
  erase: [DYNAMODB, KMS, TEXTS],
  'sign-checkpoint': [DYNAMODB, KMS, S3],
  'update-emergency': [DYNAMODB, KMS],
  'verify-pin': [DYNAMODB, KMS, TEXTS],
};

const creation = ({ client, from, commands }: Service) =>
  `import { ${client} } from '${from}';
export { ${commands} } from '${from}';
export const of${client} = new ${client}({ ...REPEATABLE, region: 'us-east-1' });`;

const DOCUMENTS = `import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
export { GetCommand, PutCommand, QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
export const documents = DynamoDBDocumentClient.from(ofDynamoDBClient);`;

/**
 * Builds a bundle that only creates a Lambda's clients, with the commands it sends. Built like the Lambda's own bundle, but
 * with the SDK's credential provider chain.
 */
export const sdkOnly = async (name: BundleName, out: string): Promise<string> => {
  const services = USED[name];
  const contents = [
    `import { REPEATABLE } from './adapters/aws-clients.ts';`,
    ...services.map(creation),
    ...(services.includes(DYNAMODB) ? [DOCUMENTS] : []),
  ].join('\n');
  const outdir = join(out, `${name}-sdk`);
  await build({ ...BUNDLING, stdin: { contents, resolveDir: '.' }, outdir, entryNames: 'index' });
  return outdir;
};
