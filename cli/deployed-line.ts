import { setTimeout as wait } from 'node:timers/promises';
import { type Credentials, functionUrlClient, type UrlAnswer } from '../adapters/function-url.ts';
import { type Environment, requiredVariable } from '../handlers/environment.ts';
import { eraseRoutes } from '../handlers/erase.ts';
import type { Send } from './operate.ts';
import { UserError } from './output.ts';

const TRIES = 3;
/** Milliseconds before the second try. */
const PAUSE = 500;

/** Lambda's own answers when the function could not run, or its reply was lost; ours say which error it was. */
const isPassing = ({ status, body }: UrlAnswer) =>
  status === 429 || (status >= 502 && !body.includes('"error"'));

/** What `fetch` throws when the address cannot be reached, the connection breaks or no reply comes in time. */
const isUnreachable = (error: unknown) =>
  error instanceof TypeError || (error instanceof Error && error.name === 'TimeoutError');

/** Sends a command to the deployment's function URLs, signed; and again when no reply came: its id makes a repeat harmless. */
export const signedSend = (environment: Environment, credentials: Credentials): Send => {
  const post = functionUrlClient(credentials, environment.AWS_REGION);
  const answerOf = async (url: string, route: string, body: string, attempt = 1): Promise<UrlAnswer> => {
    const answer = await post(url, `/${route}`, body).catch((error: unknown) => {
      if (isUnreachable(error)) return null;
      throw error;
    });
    if (answer && !(isPassing(answer) && attempt < TRIES)) return answer;
    if (attempt === TRIES) throw unreachable(url);
    await wait(PAUSE * attempt);
    return answerOf(url, route, body, attempt + 1);
  };
  return (route, body) =>
    answerOf(
      requiredVariable(environment, Object.hasOwn(eraseRoutes, route) ? 'ERASE_URL' : 'OPERATE_URL'),
      route,
      body,
    );
};

const unreachable = (url: string) =>
  new UserError(
    `${new URL(url).host} cannot be reached; check the network, and whether OPERATE_URL and ERASE_URL are those of the stack's output Environment`,
  );
