// Sends texts and events to its own fake AWS at full speed, and prints each acknowledged one.
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { PinpointClient, SendMessagesCommand } from '@aws-sdk/client-pinpoint';
import { startFakeAws } from '../../local/aws/fake-aws.ts';
import { clientOf } from '../adapters/with-edge.ts';
import { base64Encryption } from '../kit/text-encryption.ts';

const folder = process.argv[2] ?? '';
const { endpoint } = await startFakeAws({
  folder,
  now: Date.now,
  phones: () => undefined,
  texts: base64Encryption,
});
const pinpoint = new PinpointClient(clientOf(endpoint));
const events = new EventBridgeClient(clientOf(endpoint));

const text = (Body: string) =>
  pinpoint.send(
    new SendMessagesCommand({
      ApplicationId: 'app',
      MessageRequest: {
        Addresses: { '+6591110001': { ChannelType: 'SMS' } },
        MessageConfiguration: { SMSMessage: { Body, MessageType: 'TRANSACTIONAL', SenderId: 'EMERGENCY' } },
      },
    }),
  );
const event = (n: string) =>
  events.send(
    new PutEventsCommand({ Entries: [{ Source: 's', DetailType: 'd', Detail: JSON.stringify({ n }) }] }),
  );

const forever = async (name: string, send: (name: string) => Promise<unknown>) => {
  for (let n = 0; ; n++) {
    await send(`${name} ${n}`);
    console.log(`${name} ${n}`);
  }
};

await Promise.all([forever('text', text), forever('more texts', text), forever('event', event)]);
