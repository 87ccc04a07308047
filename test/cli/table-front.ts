import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export type Tables = { recovery: boolean; deletionProtection: boolean; policy: (table: string) => object };

/**
 * A proxy of an embedded DynamoDB: answers for every table what the embedded one does not support (backups, deletion
 * protection, a policy), and forwards everything else.
 */
export const tableFront = async (
  target: string,
  answers: Tables,
): Promise<{ endpoint: string; close(): Promise<void> }> => {
  const server: Server = createServer(async (request, response) => {
    const operation = String(request.headers['x-amz-target']);
    response.setHeader('content-type', 'application/x-amz-json-1.0');
    if (operation.endsWith('.DescribeContinuousBackups')) {
      const status = answers.recovery ? 'ENABLED' : 'DISABLED';
      const recovery = { PointInTimeRecoveryStatus: status };
      const description = { ContinuousBackupsStatus: 'ENABLED', PointInTimeRecoveryDescription: recovery };
      response.end(JSON.stringify({ ContinuousBackupsDescription: description }));
      return;
    }
    if (operation.endsWith('.GetResourcePolicy')) {
      const { ResourceArn } = JSON.parse(String(await buffer(request))) as { ResourceArn: string };
      const table = ResourceArn.replace(/^.*table\//, '');
      response.end(JSON.stringify({ Policy: JSON.stringify(answers.policy(table)) }));
      return;
    }
    const headers = { 'x-amz-target': operation, authorization: String(request.headers.authorization) };
    const answer = await fetch(target, { method: 'POST', headers, body: await buffer(request) });
    const body = (await answer.json()) as { Table?: object };
    const table = body.Table && { ...body.Table, DeletionProtectionEnabled: answers.deletionProtection };
    response.statusCode = answer.status;
    response.end(JSON.stringify(table ? { ...body, Table: table } : body));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
};
