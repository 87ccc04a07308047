import type { Log, LogFields } from '../adapters/log.ts';
import { withoutDigits } from '../domain/emergency/index.ts';
import { ConcurrencyConflict, ExplainedError } from '../domain/ledger/index.ts';
import {
  type Caller,
  type ConfigReply,
  type OperatorPorts,
  type OperatorReply,
  RequestRefused,
  type Route,
} from './operator-route.ts';

export type OperatorRequest = { method: string; path: string; body: string };
export type OperatorAnswer = {
  status: 200 | 400 | 403 | 404 | 409 | 500;
  body: OperatorReply | ConfigReply | { error: { code: string; message: string } };
};
export type AnswerPorts = OperatorPorts & { log: Log };

/** The longest body, in characters; the longest of ours is a filter of an export. */
const LONGEST_BODY = 16_384;

const parseJson = (text: string): unknown => {
  if (text.length > LONGEST_BODY)
    throw new RequestRefused(400, 'bad-request', `the body is over ${LONGEST_BODY} characters`);
  try {
    return JSON.parse(text);
  } catch {
    throw new RequestRefused(400, 'bad-request', 'the body is not JSON');
  }
};

const routeOf = (routes: Readonly<Record<string, Route>>, { method, path }: OperatorRequest): Route => {
  const name = path.replace(/^\//, '');
  const found = method === 'POST' && Object.hasOwn(routes, name) ? routes[name] : undefined;
  if (found) return found;
  throw new RequestRefused(404, 'not-found', `${method} ${withoutDigits(path)} is not one of its routes`);
};

/** @throws RequestRefused for a caller of another role */
const requireRole = ({ role }: Route, { roles }: Caller): void => {
  if (role !== null && !roles.includes(role))
    throw new RequestRefused(403, 'forbidden', `this takes the role ${role}; you are ${roles.join(', ')}`);
};

/** What the log says of a request that was carried out. */
const doneFields = (body: OperatorReply | ConfigReply): LogFields =>
  'event' in body ? { status: body.type, stream: body.stream } : { status: 'read' };

const codeOf = ({ body }: OperatorAnswer): string => ('error' in body ? body.error.code : 'none');

/** The answer to an error; its text only when it was written for the person who sees it. */
const failed = (error: unknown): OperatorAnswer => {
  const answer = (status: OperatorAnswer['status'], code: string, message: string) => ({
    status,
    body: { error: { code, message } },
  });
  if (error instanceof RequestRefused) return answer(error.status, error.code, error.message);
  if (error instanceof ConcurrencyConflict) return answer(409, error.code, error.message);
  if (error instanceof ExplainedError) return answer(500, error.code, error.message);
  return answer(500, 'internal', 'unexpected error; the log of the function has its cause');
};

/**
 * Answers requests for the routes, each for the roles that it is for. Never throws; unexpected errors are logged.
 * @param identify returns the caller; throws RequestRefused for a caller without access
 */
export const answerOperator =
  (name: 'Operate' | 'Erase', routes: Readonly<Record<string, Route>>, ports: AnswerPorts) =>
  async (identify: () => Caller, request: OperatorRequest): Promise<OperatorAnswer> => {
    try {
      const caller = identify();
      const route = routeOf(routes, request);
      requireRole(route, caller);
      const body = await route.run(ports, caller.principal, parseJson(request.body));
      ports.log('info', 'request completed', { function: name, ...doneFields(body) });
      return { status: 200, body };
    } catch (error) {
      const answer = failed(error);
      if (answer.status === 500) ports.log('error', 'request failed', { function: name, error });
      // Without the message, which may quote the request.
      else ports.log('warn', 'request refused', { function: name, status: codeOf(answer) });
      return answer;
    }
  };
export type AnswerOperator = ReturnType<typeof answerOperator>;
