import type { IncomingMessage } from 'node:http';

/** The REST calls by method and path; named parts are members of the request. */
const ROUTES: readonly [operation: string, call: RegExp][] = [
  ['GetPolicy', /^GET \/2015-03-31\/functions\/(?<FunctionName>[^/]+)\/policy$/],
  ['GetAccountSettings', /^GET \/2016-08-19\/account-settings$/],
  ['ListContactFlows', /^GET \/contact-flows-summary\/(?<InstanceId>[^/]+)$/],
  ['DescribeContactFlow', /^GET \/contact-flows\/(?<InstanceId>[^/]+)\/(?<ContactFlowId>[^/]+)$/],
  ['ListPhoneNumbersV2', /^POST \/phone-number\/list$/],
  ['ListFlowAssociations', /^GET \/flow-associations-summary\/(?<InstanceId>[^/]+)$/],
];

export type WireCall = { service: string; operation: string; input: object };

/** The service whose name signed the request. */
export const serviceOf = ({ headers }: IncomingMessage): string =>
  /Credential=[^/]*\/[^/]*\/[^/]*\/([^/]*)\//.exec(headers.authorization ?? '')?.[1] ?? '';

/** The requested operation: a form field in AWS's query protocol, a header in the JSON protocols, method and path in REST. */
export const callOf = (request: IncomingMessage, text: string): WireCall => {
  const service = serviceOf(request);
  const target = request.headers['x-amz-target'];
  if (target) return { service, operation: String(target).split('.').at(-1) ?? '', input: JSON.parse(text) };
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://account');
  if (isQuery(service)) {
    const { Action = '', ...input } = Object.fromEntries(new URLSearchParams(text));
    return { service, operation: Action, input };
  }
  const body = text === '' ? Object.fromEntries(searchParams) : JSON.parse(text);
  for (const [operation, call] of ROUTES) {
    const found = call.exec(`${request.method} ${pathname}`);
    if (found) return { service, operation, input: { ...body, ...decoded(found.groups) } };
  }
  return { service, operation: `${request.method} ${pathname}`, input: {} };
};

/** STS, CloudFormation and SNS use the query protocol, with XML responses. */
export const isQuery = (service: string) => ['sts', 'cloudformation', 'sns'].includes(service);

const decoded = (parts: Record<string, string> = {}) =>
  Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, decodeURIComponent(part)]));
