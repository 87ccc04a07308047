import { join } from 'node:path';
import { build } from 'esbuild';
import { BUNDLING, type BundleName } from '../scripts/bundle.ts';

type Service = { client: string; from: string; commands: string };

const DYNAMODB = { client: 'DynamoDBClient', from: '@aws-sdk/client-dynamodb', commands: 'PutItemCommand' };
const KMS = {
  client: 'KMSClient',
  from: '@aws-sdk/client-kms',
  commands: 'GenerateMacCommand, VerifyMacCommand',
};
const TEXTS = {
  client: 'PinpointSMSVoiceV2Client',
  from: '@aws-sdk/client-pinpoint-sms-voice-v2',
  commands: 'CarrierLookupCommand, PutMessageFeedbackCommand, SendTextMessageCommand',
};
const S3 = { client: 'S3Client', from: '@aws-sdk/client-s3', commands: 'PutObjectCommand' };
const EVENTBRIDGE = {
  client: 'EventBridgeClient',
  from: '@aws-sdk/client-eventbridge',
  commands: 'PutEventsCommand',
};

const CONNECT = {
  client: 'ConnectClient',
  from: '@aws-sdk/client-connect',
  commands: 'AssociatePhoneNumberContactFlowCommand, DisassociatePhoneNumberContactFlowCommand',
};

/** The clients each Lambda makes on a cold start, with the shipped configuration. */
const USED: Record<BundleName, Service[]> = {
  'check-emergency': [DYNAMODB],
  'one-time-pin': [DYNAMODB, KMS, TEXTS],
  project: [DYNAMODB, KMS],
  publish: [EVENTBRIDGE],
  'associate-phone-number': [CONNECT],
  'sign-checkpoint': [DYNAMODB, KMS, S3],
  'update-emergency': [DYNAMODB, KMS],
  'verify-pin': [DYNAMODB, KMS, TEXTS],
};

const made = ({ client, from, commands }: Service) =>
  `import { ${client} } from '${from}';
export { ${commands} } from '${from}';
export const of${client} = new ${client}({ ...REPEATABLE, region: 'us-east-1' });`;

const DOCUMENTS = `import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
export { GetCommand, PutCommand, QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
export const documents = DynamoDBDocumentClient.from(ofDynamoDBClient);`;

/** A bundle that makes a Lambda's clients, with the commands it sends, and does nothing else; made as the Lambda's is, with the SDK's own chain of credentials. */
export const sdkOnly = async (name: BundleName, out: string): Promise<string> => {
  const services = USED[name];
  const contents = [
    `import { REPEATABLE } from './adapters/aws-clients.ts';`,
    ...services.map(made),
    ...(services.includes(DYNAMODB) ? [DOCUMENTS] : []),
  ].join('\n');
  const outdir = join(out, `${name}-sdk`);
  await build({ ...BUNDLING, stdin: { contents, resolveDir: '.' }, outdir, entryNames: 'index' });
  return outdir;
};
