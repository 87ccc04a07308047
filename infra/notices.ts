import { type CfnRule, type IEventBus, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { SOURCE } from '../domain/emergency/index.ts';
import type { AlertPublisher } from './alert-publisher.ts';
import type { Topics } from './topics.ts';

type Notice = { detailType?: string; detail?: Record<string, unknown>; to: keyof Topics };

/** An act by an operator and not on the phone. */
const BY_OPERATOR = { actor: [{ prefix: 'operator/' }] };

const NOTICES: Record<string, Notice> = {
  EmergencySet: { detailType: 'EmergencySet', to: 'notices' },
  EmergencyRemoved: { detailType: 'EmergencyRemoved', to: 'notices' },
  BreakGlassRefused: { detailType: 'EmergencyChangeRefused', detail: BY_OPERATOR, to: 'notices' },
  BreakGlassUsed: { detail: { data: { breakGlass: { principal: [{ exists: true }] } } }, to: 'alarms' },
  TamperDetected: { detailType: 'TamperDetected', to: 'notices' },
  TamperAlarm: { detailType: 'TamperDetected', to: 'alarms' },
};

/** The sentence the publisher made: taken whole, it arrives without quotation marks and whatever is in it. */
const SENTENCE = RuleTargetInput.fromEventPath('$.detail.notice');

/** Tells people by e-mail and SMS what happens to locations, in a sentence. */
export const notices = (scope: Construct, eventBus: IEventBus, tell: AlertPublisher): void => {
  const here = new Construct(scope, 'Notices');
  for (const [id, { detailType, detail, to }] of Object.entries(NOTICES)) {
    const eventPattern = {
      source: [SOURCE],
      ...(detailType === undefined ? {} : { detailType: [detailType] }),
      ...(detail === undefined ? {} : { detail }),
    };
    const rule = new Rule(here, id, { eventBus, eventPattern });
    notInReplays(rule);
    tell(rule, to, SENTENCE);
  }
};

/** A replay is for subscribers that were away: nobody is to be woken by it. The construct knows no such field. */
const notInReplays = (rule: Rule) =>
  (rule.node.defaultChild as CfnRule).addPropertyOverride('EventPattern.replay-name', [{ exists: false }]);
