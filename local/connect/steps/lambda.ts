import { invokeLambdaFunction } from '../../../flows/index.ts';
import { render, renderValue } from '../data.ts';
import { callLambda, lambdaEvent } from '../lambda.ts';
import { failed, interpreter, NEXT } from '../step.ts';

/** `$.External` is the reply of the last invocation; it is cleared first and stays empty after a failure. */
export const invoke = interpreter(
  invokeLambdaFunction,
  async (contact, parameters, ports) => {
    const { LambdaInvocationAttributes = {}, ResponseValidation } = parameters;
    const attributes = Object.entries(LambdaInvocationAttributes).map(([name, value]) => [
      render(contact, name),
      renderValue(contact, value),
    ]);
    const arn = render(contact, parameters.LambdaFunctionARN);
    contact.external = undefined;
    if (arn === '') return failed('there is no function to invoke');
    const reply = await callLambda(ports, {
      arn,
      event: lambdaEvent(contact, Object.fromEntries(attributes)),
      limitMs: Number(parameters.InvocationTimeLimitSeconds) * 1_000,
      responseType: ResponseValidation?.ResponseType ?? 'STRING_MAP',
    });
    if ('why' in reply) return failed(reply.why);
    contact.external = reply.external;
    return NEXT;
  },
  {
    discardsTypeAhead: true,
    unsupported: ({ InvocationType }) =>
      InvocationType === 'ASYNCHRONOUS' ? 'InvocationType ASYNCHRONOUS' : null,
  },
);
