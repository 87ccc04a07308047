import type { Config } from '../../domain/config/config.ts';
import { parseArn } from '../../domain/config/instances.ts';
import type { BusEvent } from '../aws/event-bridge.ts';

/**
 * Events as EventBridge delivers them to a target of the deployment's bus:
 * https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html
 */
export const deliveryOf = ({ connect }: Config) => {
  const { account, region } = parseArn(connect.instanceArn);
  return ({ id, source, detailType, time, detail }: BusEvent) => ({
    version: '0',
    id,
    'detail-type': detailType,
    source,
    account,
    // EventBridge delivers times in whole seconds.
    time: time.replace(/\.\d+Z$/, 'Z'),
    region,
    resources: [],
    detail,
  });
};
