import { ConnectClient } from '@aws-sdk/client-connect';
import { traced } from '../../adapters/aws-call.ts';
import { ANSWER_TIMEOUT, CONNECT } from '../../adapters/aws-clients.ts';
import { jsonLog } from '../../adapters/log.ts';
import { connectPhoneNumbers } from '../../adapters/phone-numbers.ts';
import { ExplainedError } from '../../domain/ledger/index.ts';
import { associatePhoneNumber } from '../associate-phone-number.ts';

/** CloudFormation did not accept the custom resource's response. */
class ResponseRefused extends ExplainedError {
  readonly code = 'ResponseRefused';
}

const client = traced(new ConnectClient(CONNECT));

export const handler = associatePhoneNumber({
  numbers: connectPhoneNumbers(client),
  log: jsonLog((line) => process.stdout.write(line), Date.now),
  answer: async (url, body) => {
    // The URL is signed for a request without a content type; by default, fetch sets one.
    const headers = { 'content-type': '' };
    const signal = AbortSignal.timeout(ANSWER_TIMEOUT);
    const { ok, status } = await fetch(url, { method: 'PUT', body, headers, signal });
    if (!ok)
      throw new ResponseRefused(`CloudFormation refused the custom resource's response: HTTP ${status}`);
  },
});
