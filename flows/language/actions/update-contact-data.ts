import { z } from 'zod';
import { actionRule, FLOW_TYPES } from '../action.ts';
import { atLeastOne, text, whole } from '../fields.ts';

/** Voice ID ended in May 2026; flows from before still have its fields (measured). */
const voiceId = {
  IsVoiceIdStreamingEnabled: whole().optional(),
  IsVoiceAuthenticationEnabled: whole().optional(),
  VoiceAuthenticationThreshold: whole().optional(),
  VoiceAuthenticationResponseTime: whole().optional(),
  IsFraudDetectionEnabled: whole().optional(),
  FraudDetectionThreshold: whole().optional(),
  WatchlistId: whole().optional(),
};
export const VOICE_ID_FIELDS = Object.keys(voiceId);

/** Reference; `References` is refused (probe). */
export const updateContactData = actionRule({
  type: 'UpdateContactData',
  block: 'Set contact attributes',
  parameters: z
    .strictObject({
      Name: text().optional(),
      Description: text().optional(),
      LanguageCode: whole().optional(),
      CustomerId: whole().optional(),
      WisdomSessionArn: whole().optional(),
      ...voiceId,
    })
    .refine(
      ...atLeastOne(
        'Name',
        'Description',
        'LanguageCode',
        'CustomerId',
        'WisdomSessionArn',
        ...VOICE_ID_FIELDS,
      ),
    ),
  requiredErrors: ['NoMatchingError'],
  conditions: null,
  flowTypes: FLOW_TYPES,
});
