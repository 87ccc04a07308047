import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { ServiceError } from '../../../local/aws/services.ts';
import type { AwsAccount } from './account.ts';
import { cloudWatchOperations, snsOperations } from './alarms.ts';
import { cloudControlOperations } from './cloud-control.ts';
import { cloudFormationOperations } from './cloud-formation.ts';
import { cloudTrailOperations } from './cloud-trail.ts';
import { connectOperations } from './connect-instances.ts';
import { lambdaOperations } from './lambda.ts';
import { logsOperations } from './logs.ts';
import { stsOperations } from './sts.ts';
import { callOf, isQuery, serviceOf, type WireCall } from './wire.ts';
import { queryError, queryReply } from './xml.ts';

type Operations = Record<string, Record<string, (input: unknown) => unknown>>;

/** A deployment's account for the `emergency` command, over AWS's own wire protocols. `onCall` receives every call first. */
export const startAwsAccount = async (account: AwsAccount, onCall: (call: WireCall) => void) => {
  const refused = new Map<string, string>();
  const operations: Operations = {
    sts: stsOperations(account),
    cloudformation: cloudFormationOperations(account),
    connect: connectOperations(account),
    lambda: lambdaOperations(account),
    logs: logsOperations(account),
    monitoring: cloudWatchOperations(account),
    sns: snsOperations(account),
    cloudcontrolapi: cloudControlOperations(account),
    cloudtrail: cloudTrailOperations(account),
  };
  const answer = (call: WireCall): unknown => {
    onCall(call);
    const code = refused.get(call.operation);
    if (code !== undefined) throw new ServiceError(code, code, 403);
    const run = operations[call.service]?.[call.operation];
    if (run) return run(call.input);
    throw new ServiceError('UnknownOperationException', `The account knows no ${call.operation}.`);
  };
  const server = createServer(async (request, response) => {
    const { status, headers, body } = await replyTo(request, answer);
    response.writeHead(status, headers).end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Makes an operation fail with HTTP 403 and this code from now on. */
    refuse: (operation: string, code: string) => void refused.set(operation, code),
    close: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
};

const replyTo = async (request: IncomingMessage, answer: (call: WireCall) => unknown) => {
  const inXml = isQuery(serviceOf(request));
  try {
    const call = callOf(request, await text(request));
    const answered = answer(call);
    const body = inXml ? queryReply(call.operation, answered) : JSON.stringify(answered);
    return { status: 200, headers: {}, body };
  } catch (error) {
    const { code, statusCode, message } =
      error instanceof ServiceError ? error : new ServiceError('ValidationException', String(error));
    const body = inXml ? queryError(code, message) : JSON.stringify({ __type: code, message });
    return { status: statusCode, headers: { 'x-amzn-errortype': code }, body };
  }
};
