import { invoke, message } from '../../flows/build.ts';
import { BYE, build, lambdaArn, lineOf } from './line.ts';

type Asked = { parameters?: Record<string, string>; seconds?: number };

export const told = message('Tell', 'It says $.External.status.', BYE);
export const failedLine = message('Failed', 'It failed; it says "$.External.status".', BYE);
export const call = (more: Asked = {}) =>
  invoke('Call', lambdaArn('Fn'), { next: 'Tell', onError: 'Failed', ...more });

/** A line whose only flow calls a Lambda and says what it answered. */
export const lineWith = (handler: (event: unknown, limitMs: number) => unknown, more: Asked = {}) =>
  lineOf([build('Lambda', 'Call', [call(more), told, failedLine])], { Fn: handler });
