import * as z from '../domain/zod.ts';
import type { AnswerOperator } from './answer-operator.ts';
import { CALLER_ROLES, type Caller, RequestRefused } from './operator-route.ts';

/**
 * A request to a function URL with IAM authorization (payload format 2.0). `authorizer.iam` is Lambda's own: it is who
 * signed the request. https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html
 */
const urlEvent = z.object({
  version: z.literal('2.0'),
  rawPath: z.string(),
  requestContext: z.object({
    http: z.object({ method: z.string() }),
    authorizer: z.object({ iam: z.object({ userArn: z.string() }) }),
  }),
  body: z.optional(z.string()),
  isBase64Encoded: z.optional(z.boolean()),
});

type UrlReply = { statusCode: number; headers: Record<string, string>; body: string };

const PRINCIPAL = /^[A-Za-z0-9][A-Za-z0-9_@.:/+=,-]{0,149}$/;

/**
 * Session names that begin so were chosen by the person: the roles' trust policies require it of everybody but IAM users
 * and people who come by single sign-on (infra/operators.ts).
 */
export const SELF_DECLARED = 'self-declared.';

const principalOf = (session: string): string => {
  const principal = session.startsWith(SELF_DECLARED)
    ? `self-declared:${session.slice(SELF_DECLARED.length)}`
    : session;
  if (PRINCIPAL.test(principal)) return principal;
  throw new RequestRefused(403, 'forbidden', 'the name of your session must begin with a letter or digit');
};

/**
 * Who signed the request: the session of one of the stack's roles.
 * @param sessions ARNs of the roles' sessions up to the session's name, `*` for the role's own name
 * @throws RequestRefused for everybody else
 */
const callerOf = (sessions: string, userArn: string): Caller => {
  for (const role of CALLER_ROLES) {
    const prefix = sessions.replace('*', role);
    if (userArn.startsWith(prefix))
      return { principal: principalOf(userArn.slice(prefix.length)), roles: [role] };
  }
  throw new RequestRefused(
    403,
    'forbidden',
    `assume one of the roles ${sessions.replace('*', `{${CALLER_ROLES.join(',')}}`)}`,
  );
};

const textOf = ({ body = '', isBase64Encoded = false }: z.infer<typeof urlEvent>): string =>
  isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body;

/**
 * The Lambda handler behind a function URL. The actor is who signed the request and never an argument.
 * @throws ZodError for an event that is none of a function URL's with IAM authorization
 */
export const functionUrl =
  (sessions: string, answer: AnswerOperator) =>
  async (event: unknown): Promise<UrlReply> => {
    const request = urlEvent.parse(event);
    const { http, authorizer } = request.requestContext;
    const { status, body } = await answer(() => callerOf(sessions, authorizer.iam.userArn), {
      method: http.method,
      path: request.rawPath,
      body: textOf(request),
    });
    const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
    return { statusCode: status, headers, body: JSON.stringify(body) };
  };
