import { type CfnRule, EventField, type IEventBus, Rule } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { SOURCE } from '../domain/published.ts';
import type { Tell } from './publisher.ts';
import type { Topics } from './topics.ts';

type Notice = { detailType?: string; detail?: Record<string, unknown>; to: keyof Topics; says: string };

const at = (path: string) => EventField.fromPath(`$.detail.${path}`);

/** An act by an operator and not on the phone. */
const BY_OPERATOR = { actor: [{ prefix: 'operator/' }] };

const TAMPERED = {
  detailType: 'TamperDetected',
  says: `TAMPERED: event ${at('seq')} of ${at('stream')} was touched in the log (${at('how')}) at ${at('at')}. Run: emergency verify`,
};

const NOTICES: Record<string, Notice> = {
  EmergencySet: {
    detailType: 'EmergencySet',
    to: 'notices',
    says: `${at('data.locationId')} is in an emergency (${at('data.emergencyType')}) since ${at('at')}, set by ${at('actor')}.`,
  },
  EmergencyRemoved: {
    detailType: 'EmergencyRemoved',
    to: 'notices',
    says: `${at('data.locationId')} is out of its emergency since ${at('at')}, taken out by ${at('actor')}.`,
  },
  BreakGlassRefused: {
    detailType: 'EmergencyChangeRefused',
    detail: BY_OPERATOR,
    to: 'notices',
    says: `${at('actor')} tried to ${at('data.action')} an emergency at ${at('data.center')} at ${at('at')} and was refused: ${at('data.reason')}.`,
  },
  GlassBroken: {
    detail: { data: { breakGlass: { principal: [{ exists: true }] } } },
    to: 'alarms',
    says: `BREAK-GLASS: ${at('actor')} did ${at('type')} on ${at('stream')} at ${at('at')}: ${at('data.breakGlass.reason')}`,
  },
  Tampered: { ...TAMPERED, to: 'notices' },
  TamperAlarm: { ...TAMPERED, to: 'alarms' },
};

/** Tells people by e-mail and SMS what happens to locations, in a sentence. */
export const notices = (scope: Construct, eventBus: IEventBus, tell: Tell): void => {
  const here = new Construct(scope, 'Notices');
  for (const [id, { detailType, detail, to, says }] of Object.entries(NOTICES)) {
    const eventPattern = {
      source: [SOURCE],
      ...(detailType === undefined ? {} : { detailType: [detailType] }),
      ...(detail === undefined ? {} : { detail }),
    };
    const rule = new Rule(here, id, { eventBus, eventPattern });
    notInReplays(rule);
    tell(rule, to, says);
  }
};

/** A replay is for subscribers that were away: nobody is to be woken by it. The construct knows no such field. */
const notInReplays = (rule: Rule) =>
  (rule.node.defaultChild as CfnRule).addPropertyOverride('EventPattern.replay-name', [{ exists: false }]);
