import { SERVICES, type Service, ServiceError } from './services.ts';

/**
 * How a call fails:
 * - `throttle`, `error`: the service's throttling or internal error, without doing anything;
 * - `timeout-after-doing`: the operation succeeds but no reply is sent;
 * - `statusCode` and `code`: any error of the service, without doing anything;
 * - `reply`: HTTP 200 with this body, without doing anything;
 * - `deliveryStatus`: Pinpoint's HTTP 200 in which the address failed;
 * - `entryErrorCodes`: EventBridge's HTTP 200 in which the entries with a code were not accepted.
 */
export type FaultKind =
  | 'throttle'
  | 'error'
  | 'timeout-after-doing'
  | { statusCode: number; code: string; reason?: string }
  | { reply: string }
  | { deliveryStatus: string }
  | { entryErrorCodes: readonly (string | null)[] };

/** The next `times` calls (default 1) of the operation fail, after earlier faults of it are used up. */
export type Fault = { service: Service; operation: string; times?: number; as: FaultKind };

/** Pending faults, first in first out. */
export const createFaults = () => {
  const pending: (Fault & { left: number })[] = [];
  return {
    add: (fault: Fault) => void pending.push({ ...fault, left: fault.times ?? 1 }),
    /** Returns the fault of this call, if any, and uses it up. */
    take: (service: Service, operation: string): FaultKind | undefined => {
      const next = pending.find(
        (fault) => fault.left > 0 && fault.service === service && fault.operation === operation,
      );
      if (!next) return undefined;
      next.left -= 1;
      return next.as;
    },
  };
};

/** Throws the service's error for a fault in which the operation is not executed. */
export const throwFault = (service: Service, fault: FaultKind | undefined): void => {
  const { throttled, broken } = SERVICES[service];
  if (fault === 'throttle') throw new ServiceError(throttled.code, 'Rate exceeded', throttled.statusCode);
  if (fault === 'error') throw new ServiceError(broken.code, 'Internal failure', broken.statusCode);
  if (typeof fault === 'object' && 'statusCode' in fault)
    throw new ServiceError(
      fault.code,
      fault.code,
      fault.statusCode,
      fault.reason ? { Reason: fault.reason } : {},
    );
};
