import { SERVICES, type Service, ServiceError } from './services.ts';

/**
 * How a call goes wrong:
 * - `throttle`, `error`: the service's own throttling or server error, nothing done;
 * - `timeout-after-doing`: done, and never answered;
 * - `statusCode` and `code`: any error of the service, nothing done;
 * - `reply`: nothing done, and this text as the body of an HTTP 200;
 * - `deliveryStatus`: Pinpoint's HTTP 200 in which the one address failed;
 * - `entryErrorCodes`: EventBridge's HTTP 200 in which the entries with a code were not taken.
 */
export type FaultKind =
  | 'throttle'
  | 'error'
  | 'timeout-after-doing'
  | { statusCode: number; code: string; reason?: string }
  | { reply: string }
  | { deliveryStatus: string }
  | { entryErrorCodes: readonly (string | null)[] };

/** The next `times` calls (one, when left out) of the operation go wrong, after earlier faults of it are used up. */
export type Fault = { service: Service; operation: string; times?: number; as: FaultKind };

export type Faults = {
  add(fault: Fault): void;
  /** The fault this call meets, used up by that. */
  take(service: Service, operation: string): FaultKind | undefined;
};

/** The faults still to come, first in first out. */
export const createFaults = (): Faults => {
  const waiting: (Fault & { left: number })[] = [];
  return {
    add: (fault) => void waiting.push({ ...fault, left: fault.times ?? 1 }),
    take: (service, operation) => {
      const next = waiting.find(
        (fault) => fault.left > 0 && fault.service === service && fault.operation === operation,
      );
      if (!next) return undefined;
      next.left -= 1;
      return next.as;
    },
  };
};

/** Throws when the fault is one that keeps the service from doing anything. */
export const throwFault = (service: Service, fault: FaultKind | undefined): void => {
  if (fault === 'throttle') throw failure(SERVICES[service].throttled, 'Rate exceeded');
  if (fault === 'error') throw failure(SERVICES[service].broken, 'Internal failure');
  if (typeof fault === 'object' && 'statusCode' in fault)
    throw failure(fault, fault.code, fault.reason === undefined ? {} : { Reason: fault.reason });
};

const failure = (
  { code, statusCode }: { code: string; statusCode: number },
  message: string,
  members: Record<string, unknown> = {},
) => new ServiceError(code, message, statusCode, members);
