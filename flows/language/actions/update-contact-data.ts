import { z } from 'zod';
import { actionRule, FLOW_TYPES } from '../action.ts';
import { atLeastOne, text, whole } from '../fields.ts';

/** Reference; `References` is refused (probe); the Voice ID fields went with Voice ID in May 2026. */
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
    })
    .refine(...atLeastOne('Name', 'Description', 'LanguageCode', 'CustomerId', 'WisdomSessionArn')),
  requiredErrors: ['NoMatchingError'],
  conditions: null,
  flowTypes: FLOW_TYPES,
});
