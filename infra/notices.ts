import { type CfnRule, type IEventBus, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { SOURCE } from '../domain/emergency/index.ts';
import type { AlertPublisher } from './alert-publisher.ts';
import type { Topics } from './topics.ts';

type Notice = { to: keyof Topics; pattern: { detailType?: string[]; detail?: Record<string, unknown> } };

/** Events of an operator's command, as opposed to the phone. */
const BY_OPERATOR = { actor: [{ prefix: 'operator/' }] };

const NOTICES: Record<string, Notice> = {
  EmergencySet: { to: 'notices', pattern: { detailType: ['EmergencySet'] } },
  EmergencyRemoved: { to: 'notices', pattern: { detailType: ['EmergencyRemoved'] } },
  BreakGlassRefused: {
    to: 'notices',
    pattern: { detailType: ['EmergencyChangeRefused'], detail: BY_OPERATOR },
  },
  BreakGlassUsed: {
    to: 'alarms',
    pattern: { detail: { data: { breakGlass: { principal: [{ exists: true }] } } } },
  },
  TamperDetected: { to: 'notices', pattern: { detailType: ['TamperDetected'] } },
  TamperAlarm: { to: 'alarms', pattern: { detailType: ['TamperDetected'] } },
};

/** The publisher's sentence. An input path delivers it without quotation marks, whatever it contains. */
const SENTENCE = RuleTargetInput.fromEventPath('$.detail.notice');

/** Notifies people by e-mail and SMS of changes of locations, in a sentence. */
export const notices = (scope: Construct, eventBus: IEventBus, publish: AlertPublisher): void => {
  const here = new Construct(scope, 'Notices');
  for (const [id, { to, pattern }] of Object.entries(NOTICES)) {
    const detail = { ...pattern.detail, replay: NOT_IN_REPLAYS };
    const rule = new Rule(here, id, { eventBus, eventPattern: { source: [SOURCE], ...pattern, detail } });
    notInReplays(rule);
    publish(rule, to, SENTENCE);
  }
};

/** A replay, by the archive or by `emergency publish`, is for subscribers that missed events and must neither page anyone nor count as a probe. */
const NOT_IN_REPLAYS = [{ exists: false }];

/** The construct does not support this field. */
export const notInReplays = (rule: Rule) =>
  (rule.node.defaultChild as CfnRule).addPropertyOverride('EventPattern.replay-name', NOT_IN_REPLAYS);
