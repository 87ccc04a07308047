import type { Service } from './services.ts';
import { ServiceError } from './services.ts';

/** The REST calls of the services that carry the operation in method and path; named parts are members of the request. */
const ROUTES: readonly { service: Service; method: string; path: RegExp; operation: string }[] = [
  {
    service: 'lambda',
    method: 'GET',
    path: /^\/2015-03-31\/functions\/(?<FunctionName>[^/]+)\/policy$/,
    operation: 'GetPolicy',
  },
  {
    service: 'connect',
    method: 'GET',
    path: /^\/contact-flows-summary\/(?<InstanceId>[^/]+)$/,
    operation: 'ListContactFlows',
  },
  {
    service: 'connect',
    method: 'GET',
    path: /^\/contact-flows\/(?<InstanceId>[^/]+)\/(?<ContactFlowId>[^/]+)$/,
    operation: 'DescribeContactFlow',
  },
  { service: 'connect', method: 'POST', path: /^\/phone-number\/list$/, operation: 'ListPhoneNumbersV2' },
  {
    service: 'connect',
    method: 'GET',
    path: /^\/flow-associations-summary\/(?<InstanceId>[^/]+)$/,
    operation: 'ListFlowAssociations',
  },
];

export type Rest = { service: Service; method: string; path: string };

/** The operation a REST request stands for, and the members of its request that stood in the path. */
export const routeOf = ({ service, method, path }: Rest) => {
  for (const route of ROUTES) {
    const found = route.service === service && route.method === method && route.path.exec(path);
    if (found)
      return {
        operation: route.operation,
        members: Object.fromEntries(
          Object.entries(found.groups ?? {}).map(([name, part]) => [name, decodeURIComponent(part)]),
        ),
      };
  }
  throw new ServiceError('UnknownOperationException', 'The edge does not speak this call.', 404);
};
