// Loaded into every Node process of a test run (NODE_OPTIONS=--import): writes down each SDK request and its reply, as
// the service's own model describes them, into the folder RECORDED_REQUESTS. validate.py reads it.
import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdirSync, openSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const folder = process.env.RECORDED_REQUESTS;
const require = createRequire(import.meta.url);
const { Client } = require('@smithy/core/client');

let file;
const write = (entry) => {
  file ??= openSync(join(folder, `${process.pid}.jsonl`), 'a');
  writeSync(file, `${JSON.stringify(entry, asJson)}\n`);
};

/** What JSON has no form for. `this[key]`: before `toJSON`. */
function asJson(key, value) {
  const before = this[key];
  if (before instanceof Date) return { $date: Number.isNaN(+before) ? null : before.toISOString() };
  if (before instanceof Uint8Array) return { $bytes: Buffer.from(before).toString('base64') };
  if (typeof before?.pipe === 'function') return { $stream: true };
  return value;
}

/** Whether a command is one of the document client's, whose replies are no longer the service's by the time they are seen here. */
const isDocument = new AsyncLocalStorage();
/** A fault of the edge's, which the service itself may never answer with (local/aws/faults.ts). */
const isInjected = (response) => response?.headers?.['x-edge-fault'] !== undefined;

const recorder =
  (next, { clientName, commandName }) =>
  async (args) => {
    const operation = commandName.replace(/Command$/, '');
    const entry = { service: clientName, operation, input: args.input };
    try {
      const result = await next(args);
      const { $metadata: _, ...output } = result.output;
      write(isDocument.getStore() || isInjected(result.response) ? entry : { ...entry, output });
      return result;
    } catch (error) {
      const refused = error.$metadata?.httpStatusCode && !isInjected(error.$response);
      write(refused ? { ...entry, error: error.name } : entry);
      throw error;
    }
  };

const recorded = new WeakSet();
const { send } = Client.prototype;
if (folder) {
  mkdirSync(folder, { recursive: true });
  Client.prototype.send = function (...command) {
    if (!recorded.has(this.middlewareStack)) {
      recorded.add(this.middlewareStack);
      this.middlewareStack.add(recorder, { step: 'build', name: 'recordsRequests' });
    }
    return isDocument.run('clientCommand' in command[0], () => send.apply(this, command));
  };
}
