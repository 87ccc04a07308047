import { errorName } from '../adapters/error-name.ts';
import type { Log } from '../adapters/log.ts';
import type { PhoneNumbers } from '../adapters/phone-numbers.ts';
import { lastPart } from '../domain/config/instances.ts';
import * as z from '../domain/zod.ts';

export type AssociatePhoneNumberPorts = {
  numbers: PhoneNumbers;
  log: Log;
  /** Sends the response to CloudFormation. */
  answer(url: string, body: string): Promise<void>;
};

/** An id, or an ARN that ends in it: the `Ref` of a claimed number is its ARN. */
const idOf = z.pipe(z.string(), z.transform(lastPart));
const properties = z.object({ PhoneNumber: idOf, Instance: idOf, Flow: idOf });

/** CloudFormation's request for a custom resource. */
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
 * `AssociatePhoneNumber`: associates a phone number with its flow when the stack is deployed. The resource's physical id is
 * the number's id, followed by the flow that the number had before, if any: a deletion, and so a rollback, restores that
 * association. When only the flow changes, the id stays the same, so CloudFormation deletes nothing; when the number changes,
 * it deletes the old id, which restores the old number.
 * @throws ZodError for an invalid request; every other failure is reported to CloudFormation
 */
export const associatePhoneNumber =
  ({ numbers, log, answer }: AssociatePhoneNumberPorts) =>
  async (event: unknown): Promise<void> => {
    const request = requestSchema.parse(event);
    // Until the number's id is known, there is nothing to undo.
    let id = request.PhysicalResourceId ?? request.RequestId;
    const act = request.RequestType === 'Delete' ? restore : associate;
    const outcome = await act(numbers, request, (known) => {
      id = known;
    }).catch((error: unknown) => {
      log('error', 'failed to associate the number with its flow', {
        function: 'AssociatePhoneNumber',
        status: request.RequestType,
        error,
      });
      return { Status: 'FAILED', Reason: reason(request, error) };
    });
    const { StackId, RequestId, LogicalResourceId } = request;
    await answer(
      request.ResponseURL,
      JSON.stringify({ ...outcome, PhysicalResourceId: id, StackId, RequestId, LogicalResourceId }),
    );
  };

type Act = (
  numbers: PhoneNumbers,
  request: Request,
  identify: (id: string) => void,
) => Promise<{ Status: string }>;

const SEPARATOR = ' was ';

/** Associates the number with its flow. The flow before is read first, so that the id holds it even if this fails. */
const associate: Act = async (numbers, { PhysicalResourceId, ResourceProperties }, identify) => {
  const {
    PhoneNumber: phoneNumberId,
    Instance: instanceId,
    Flow: flowId,
  } = properties.parse(ResourceProperties);
  if (PhysicalResourceId?.split(SEPARATOR)[0] !== phoneNumberId) {
    const before = await numbers.flowOf({ phoneNumberId, instanceId });
    identify([phoneNumberId, ...(before === null || before === flowId ? [] : [before])].join(SEPARATOR));
  }
  await numbers.associate({ phoneNumberId, instanceId, flowId });
  return { Status: 'SUCCESS' };
};

/** Restores the association recorded in the id; does nothing when creation failed before there was one. */
const restore: Act = async (numbers, { PhysicalResourceId = '', ResourceProperties }) => {
  const { data } = properties.safeParse(ResourceProperties);
  const [phoneNumberId, before] = PhysicalResourceId.split(SEPARATOR);
  if (data === undefined || phoneNumberId !== data.PhoneNumber) return { Status: 'SUCCESS' };
  const number = { phoneNumberId, instanceId: data.Instance };
  if (before === undefined || !(await isAssociated(numbers, { ...number, flowId: before })))
    await numbers.disassociate(number);
  return { Status: 'SUCCESS' };
};

/** Associates a number with a flow; false when either no longer exists, or the flow can have no number any more. */
const isAssociated = async (
  numbers: PhoneNumbers,
  association: Parameters<PhoneNumbers['associate']>[0],
): Promise<boolean> => {
  try {
    await numbers.associate(association);
    return true;
  } catch (error) {
    if (/^(ResourceNotFound|InvalidParameter|InvalidRequest)Exception$/.test(errorName(error))) return false;
    throw error;
  }
};

const reason = ({ RequestType }: Request, error: unknown): string =>
  `${RequestType} of a number’s association failed: ${errorName(error)}. Check in connect.numbers that the instance has the number; see the log of AssociatePhoneNumber.`;
