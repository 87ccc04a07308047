// A Lambda's runtime, as small as it can be: loads one bundle and answers events, one message each, by its handler.
// The line's clock can be moved, and a Lambda has no other clock than its machine's; so the machine's is moved along.
import { pathToFileURL } from 'node:url';

let ahead = 0;
const machine = Date.now;
Date.now = () => machine() + ahead;

const { handler } = await import(pathToFileURL(process.argv[2]).href);

process.on('message', async ({ id, aheadMs, event }) => {
  ahead = aheadMs;
  try {
    process.send({ id, reply: (await handler(event)) ?? null });
  } catch (error) {
    process.send({ id, error: `${error.name}: ${error.message}` });
  }
});
process.send({ ready: process.version });
