import { errorName } from '../adapters/error-name.ts';
import type { Log } from '../adapters/log.ts';
import type { PhoneNumbers } from '../adapters/phone-numbers.ts';
import { lastPart } from '../domain/instances.ts';
import * as z from '../domain/zod.ts';

export type TieNumberPorts = {
  numbers: PhoneNumbers;
  log: Log;
  /** Puts the answer where CloudFormation waits for it. */
  answer(url: string, body: string): Promise<void>;
};

const idOf = z.pipe(z.string(), z.transform(lastPart));

/** A number may come as its ARN, for that is what a claimed one's `Ref` gives. */
const properties = z.object({ PhoneNumber: idOf, Instance: idOf, Flow: idOf });

/** What CloudFormation sends for a custom resource. */
const requestSchema = z.object({
  RequestType: z.enum(['Create', 'Update', 'Delete']),
  ResponseURL: z.url(),
  StackId: z.string(),
  RequestId: z.string(),
  LogicalResourceId: z.string(),
  PhysicalResourceId: z.optional(z.string()),
  ResourceProperties: z.record(z.string(), z.unknown()),
});
type Request = z.infer<typeof requestSchema>;

/**
 * `TieNumber`: leads a telephone number to its flow when the stack is deployed. The resource's physical id is the
 * number's: when only the flow changes it stays the same, and CloudFormation has nothing of the old to delete, which
 * would untie what was just tied. When the number changes, the old one is untied.
 * @throws ZodError when the request is none of CloudFormation's; whatever else fails is answered
 */
export const tieNumber =
  ({ numbers, log, answer }: TieNumberPorts) =>
  async (event: unknown): Promise<void> => {
    const request = requestSchema.parse(event);
    const outcome = await act(numbers, request).catch((error: unknown) => {
      log('error', 'a number was not tied', { function: 'TieNumber', status: request.RequestType, error });
      return { Status: 'FAILED', Reason: reason(request, error) };
    });
    const { StackId, RequestId, LogicalResourceId } = request;
    const PhysicalResourceId = physicalId(request);
    await answer(
      request.ResponseURL,
      JSON.stringify({ ...outcome, PhysicalResourceId, StackId, RequestId, LogicalResourceId }),
    );
  };

const act = async (numbers: PhoneNumbers, { RequestType, ResourceProperties }: Request) => {
  const parsed = properties.safeParse(ResourceProperties);
  // Taking back what never came about: without this answer the stack could not be rolled back.
  if (RequestType === 'Delete' && !parsed.success) return { Status: 'SUCCESS' };
  const {
    PhoneNumber: phoneNumberId,
    Instance: instanceId,
    Flow: flowId,
  } = properties.parse(ResourceProperties);
  if (RequestType === 'Delete') await numbers.untie({ phoneNumberId, instanceId });
  else await numbers.tie({ phoneNumberId, instanceId, flowId });
  return { Status: 'SUCCESS' };
};

const physicalId = ({ RequestType, PhysicalResourceId, ResourceProperties, RequestId }: Request): string => {
  if (RequestType === 'Delete' && PhysicalResourceId !== undefined) return PhysicalResourceId;
  return properties.safeParse(ResourceProperties).data?.PhoneNumber ?? PhysicalResourceId ?? RequestId;
};

const reason = ({ RequestType }: Request, error: unknown): string =>
  `${RequestType} of a number’s tie failed: ${errorName(error)}. Check in connect.numbers that the instance has the number; the log of TieNumber has more.`;
