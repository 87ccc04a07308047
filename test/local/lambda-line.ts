import { invoke, message } from '../../flows/build.ts';
import { BYE, build, lambdaArn, lineOf } from './line.ts';

type Options = { parameters?: Record<string, string>; seconds?: number };

export const speakReply = message('Tell', 'It says $.External.status.', BYE);
export const failedLine = message('Failed', 'It failed; it says "$.External.status".', BYE);
export const call = (more: Options = {}) =>
  invoke('Call', lambdaArn('Fn'), { next: 'Tell', onError: 'Failed', ...more });

/** A line whose only flow invokes a Lambda and speaks its reply. */
export const lineWith = (handler: (event: unknown, limitMs: number) => unknown, more: Options = {}) =>
  lineOf([build('Lambda', 'Call', [call(more), speakReply, failedLine])], { Fn: handler });
