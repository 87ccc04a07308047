import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export type Tables = { recovery: boolean; deletionProtection: boolean; policy: object };

/**
 * In front of an embedded DynamoDB: says of every table what the embedded one knows nothing of (backups, deletion
 * protection, a policy), and passes everything else on.
 */
export const tableFront = async (
  behind: string,
  says: Tables,
): Promise<{ endpoint: string; close(): Promise<void> }> => {
  const server: Server = createServer(async (request, response) => {
    const target = String(request.headers['x-amz-target']);
    response.setHeader('content-type', 'application/x-amz-json-1.0');
    if (target.endsWith('.DescribeContinuousBackups')) {
      const status = says.recovery ? 'ENABLED' : 'DISABLED';
      const recovery = { PointInTimeRecoveryStatus: status };
      const description = { ContinuousBackupsStatus: 'ENABLED', PointInTimeRecoveryDescription: recovery };
      response.end(JSON.stringify({ ContinuousBackupsDescription: description }));
      return;
    }
    if (target.endsWith('.GetResourcePolicy')) {
      response.end(JSON.stringify({ Policy: JSON.stringify(says.policy) }));
      return;
    }
    const headers = { 'x-amz-target': target, authorization: String(request.headers.authorization) };
    const answer = await fetch(behind, { method: 'POST', headers, body: await buffer(request) });
    const body = (await answer.json()) as { Table?: object };
    const table = body.Table && { ...body.Table, DeletionProtectionEnabled: says.deletionProtection };
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
