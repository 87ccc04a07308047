import { z } from 'zod';
import { actionRule, FLOW_TYPES } from '../action.ts';
import { word } from '../fields.ts';

/** Reference; an error branch is refused (probe). `AnalyticsBehavior` is passed through unchecked. */
export const updateContactRecordingBehavior = actionRule({
  type: 'UpdateContactRecordingBehavior',
  block: 'Set recording and analytics behavior',
  parameters: z.strictObject({
    RecordingBehavior: z.strictObject({
      RecordedParticipants: z.array(word('Agent', 'Customer')),
      ScreenRecordedParticipants: z.array(word('Agent')).optional(),
      IVRRecordingBehavior: word('Enabled', 'Disabled').optional(),
    }),
    AnalyticsBehavior: z.looseObject({}).optional(),
  }),
  requiredErrors: [],
  conditions: null,
  flowTypes: FLOW_TYPES,
});
