import type { Grant } from '../../infra/grant.ts';
import type { AwsCall } from './recorder.ts';

/** `call/*` includes `call/export-*`, as for IAM. */
const includes = (granted: string, stream: string): boolean =>
  granted === stream || (granted.endsWith('/*') && stream.startsWith(granted.slice(0, -1)));

const covers = ({ to, may, streams }: Grant, call: AwsCall): boolean =>
  to === call.target &&
  may.includes(call.action) &&
  (streams === undefined || call.streams.every((stream) => streams.some((one) => includes(one, stream))));

/** The calls without a grant, such as `dynamodb:Query on events admin/*`. */
export const notGranted = (grants: readonly Grant[], calls: readonly AwsCall[]): string[] => [
  ...new Set(
    calls
      .filter((call) => !grants.some((grant) => covers(grant, call)))
      .map(({ action, target, streams }) => [action, 'on', target, ...streams].join(' ')),
  ),
];

/** The unused grants, by action and kind of stream. */
export const notUsed = (grants: readonly Grant[], calls: readonly AwsCall[]): string[] =>
  grants.flatMap((grant) =>
    grant.may.flatMap((action) => {
      const used = calls.filter((call) => call.action === action && covers(grant, call));
      const missing = grant.streams?.filter(
        (stream) => !used.some(({ streams }) => streams.includes(stream)),
      );
      if (missing === undefined) return used.length > 0 ? [] : [`${action} on ${grant.to}`];
      return missing.map((stream) => `${action} on ${grant.to} ${stream}`);
    }),
  );
