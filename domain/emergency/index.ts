export { type AdminCommand, admin, type SendOutcome } from './admin/decide.ts';
export { type Approver, type ChooseFactor, entryRefusal } from './admin/entry.ts';
export type { FACTORS } from './admin/entry-events.ts';
export type { AdminEvent } from './admin/events.ts';
export type { IssuePin } from './admin/issue-pin.ts';
export { pinLimitsSchema } from './admin/pin-limits.ts';
export { possiblyDelivered } from './admin/pin-state.ts';
export { authorizationRequest } from './admin/request.ts';
export {
  type AdminState,
  challengeOn,
  type Enrolled,
  enrolledEntry,
  initialAdmin,
  type OpenChallenge,
  type Profile,
  profileOf,
  TAKES_A_TRY,
} from './admin/state.ts';
export type { VerifyPin } from './admin/verify-pin.ts';
export { call, callRequest } from './call/decide.ts';
export { type CallEvent, EXPORT_FORMATS, PROBE, PROBE_PREFIX } from './call/events.ts';
export { describeEvent, displayedEvent } from './describe-event.ts';
export { catalogue, checkedEvent, eventDefinitions, eventOutcome, readEvent } from './events.ts';
export { ACTIONS, type BreakGlass, LONGEST_TEXT } from './fields.ts';
export {
  adminIdOf,
  type Change,
  type ChangeEmergency,
  location,
  type Requester,
} from './location/decide.ts';
export type { LocationEvent } from './location/events.ts';
export { changeRequest, type Emergency, isOn, type LocationState, type Status } from './location/state.ts';
export {
  type BusEntry,
  type Challenge,
  type EventBus,
  type FailedRecords,
  type FieldPosition,
  type LookupResult,
  type NumberLookup,
  type NumberReservations,
  type NumberTags,
  type ParkedRecords,
  type PersonalData,
  type Phone,
  type PhoneType,
  type PinCodes,
  type PinText,
  type Reservation,
  type SendBudget,
  type Sms,
  type SmsFailure,
  type SmsOutcome,
  type SmsSender,
  UNKNOWN_PHONE,
} from './ports.ts';
export { publishedDetail, publishedTampering, SOURCE } from './published.ts';
export { publishedSchemas } from './published-schemas.ts';
export {
  type BoardRow,
  type BoardTable,
  boardRow,
  completedRow,
  type DirectoryRow,
  type DirectoryTable,
  displayedActor,
  displayedBy,
  displayedRow,
  ERASED,
  NO_EMERGENCY,
  rowStatus,
} from './read-models.ts';
export { secretIn } from './recorded-text.ts';
export { rules } from './rules.ts';
export {
  type E164,
  maskNumber,
  type Pin,
  parseE164,
  parsePin,
  parseTotpSecret,
  type Secret,
  secretOf,
  type TotpSecret,
  withoutDigits,
} from './secret.ts';
export { NO_SENDS } from './send-budget.ts';
export {
  ADMIN_ID,
  adminStream,
  callStream,
  LOCATION_ID,
  locationStream,
  parseStream,
  type StreamKind,
  streamSchema,
} from './streams.ts';
