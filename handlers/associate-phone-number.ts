import { errorName } from '../adapters/error-name.ts';
import type { Log } from '../adapters/log.ts';
import type { PhoneNumbers } from '../adapters/phone-numbers.ts';
import { lastPart } from '../domain/config/instances.ts';
import * as z from '../domain/zod.ts';

export type AssociatePhoneNumberPorts = {
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
 * `AssociatePhoneNumber`: leads a telephone number to its flow when the stack is deployed. The resource's physical id is the
 * number's, and after it the flow that the number led to before: a deletion, of which the rollback of a creation is one,
 * leads the number back there. When only the flow changes the id stays the same, and CloudFormation has nothing of the old
 * to delete, which would undo what was just done. When the number changes, the old one is led back.
 * @throws ZodError when the request is none of CloudFormation's; whatever else fails is answered
 */
export const associatePhoneNumber =
  ({ numbers, log, answer }: AssociatePhoneNumberPorts) =>
  async (event: unknown): Promise<void> => {
    const request = requestSchema.parse(event);
    // Before anything is known of the number, there is nothing to undo.
    let id = request.PhysicalResourceId ?? request.RequestId;
    const act = request.RequestType === 'Delete' ? leadBack : lead;
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

/** Leads the number to its flow; what it led to before is read first, and is then in the id even if this fails. */
const lead: Act = async (numbers, { PhysicalResourceId, ResourceProperties }, identify) => {
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

/** Undoes what the id says was done; nothing when creation never got so far. */
const leadBack: Act = async (numbers, { PhysicalResourceId = '', ResourceProperties }) => {
  const { data } = properties.safeParse(ResourceProperties);
  const [phoneNumberId, before] = PhysicalResourceId.split(SEPARATOR);
  if (data === undefined || phoneNumberId !== data.PhoneNumber) return { Status: 'SUCCESS' };
  const number = { phoneNumberId, instanceId: data.Instance };
  if (before === undefined || !(await isLedTo(numbers, { ...number, flowId: before })))
    await numbers.disassociate(number);
  return { Status: 'SUCCESS' };
};

/** False when the flow or the number is gone, or the flow is none that a number may lead to any more. */
const isLedTo = async (
  numbers: PhoneNumbers,
  tie: Parameters<PhoneNumbers['associate']>[0],
): Promise<boolean> => {
  try {
    await numbers.associate(tie);
    return true;
  } catch (error) {
    if (/^(ResourceNotFound|InvalidParameter|InvalidRequest)Exception$/.test(errorName(error))) return false;
    throw error;
  }
};

const reason = ({ RequestType }: Request, error: unknown): string =>
  `${RequestType} of a number’s tie failed: ${errorName(error)}. Check in connect.numbers that the instance has the number; the log of AssociatePhoneNumber has more.`;
