import type { Body } from './envelope.ts';
import { ERASED } from './read-models.ts';

type Facts = Record<string, unknown>;
const text = (value: unknown) => (value === null || value === undefined ? 'nobody' : String(value));
const who = (data: Facts) => {
  const { by, breakGlass } = data as { by?: Facts | null; breakGlass?: Facts | null };
  if (breakGlass && !by) return `operator ${text(breakGlass.principal)}`;
  return text(data.adminId ?? by?.adminId);
};
const at = (data: Facts) => text(data.locationId ?? data.center ?? 'an unknown centre');

/** What an operator did past the phone, and why. */
const broken = ({ breakGlass }: Facts) => {
  if (!breakGlass) return '';
  const { principal, reason } = breakGlass as Facts;
  return ` (break-glass by ${text(principal)}: ${text(reason)})`;
};
const guarantor = (data: Facts) =>
  data.by ? text((data.by as Facts).adminId) : `an operator${broken(data)}`;

/** One plain sentence for each type of event, for people who read the history. */
const SENTENCES: Record<string, (data: Facts) => string> = {
  AdminEnrolled: (data) => `${who(data)} (${text(data.maskedNumber)}) was put on the list.`,
  AdminChanged: (data) => `The entry of ${who(data)} (${text(data.maskedNumber)}) was changed.`,
  AdminRevoked: (data) => `${who(data)} was taken off the list: ${text(data.reason)}.`,
  AdminErased: (data) => `${who(data)} was erased: ${text(data.basis)}.`,
  AdminReenabled: (data) =>
    `The stopped PIN of ${text(data.adminId)} was enabled again, by ${guarantor(data)}.`,
  AdminActRefused: (data) =>
    `It was refused to ${text(data.act)} ${text(data.adminId)}: ${text(data.reason)}${broken(data)}.`,
  ChangeAuthorised: (data) =>
    `${who(data)} was granted change ${text(data.change)} of the proof: to ${text(data.action)} an emergency at ${at(data)}.`,
  ChangeNotAuthorised: (data) =>
    `${who(data)} was not granted to ${text(data.action)} an emergency at ${at(data)}: ${text(data.reason)}.`,
  PinIssued: (data) => `A PIN of ${text(data.digits)} digits was made for ${who(data)}.`,
  CodeRequested: (data) => `${who(data)} was asked for the code of the authenticator app.`,
  PinSent: (data) =>
    `The PIN was sent to ${who(data)} by ${text(data.provider)}; it is valid until ${text(data.expiresAt)}.`,
  PinSendFailed: (data) => `The PIN for ${who(data)} could not be sent: ${text(data.reason)}.`,
  PinIssueRefused: (data) => `${who(data)} was refused a PIN: ${text(data.reason)}.`,
  PinVerified: (data) => `${who(data)} typed the right PIN at try ${text(data.attempt)}.`,
  PinRejected: (data) =>
    `What ${who(data)} typed was refused: ${text(data.reason)}; ${text(data.triesLeft)} tries left.`,
  EmergencySet: (data) =>
    `${who(data)} ${data.reaffirmed ? 'said again that' : 'put'} ${at(data)} ${data.reaffirmed ? 'is in an' : 'into an'} emergency: ${text(data.emergencyType)}${broken(data)}.`,
  EmergencyRemoved: (data) =>
    `${who(data)} took ${at(data)} out of emergency${data.reaffirmed ? ', where it was not' : ''}${broken(data)}.`,
  EmergencyChangeRefused: (data) =>
    `${who(data)} was refused to ${text(data.action)} an emergency at ${at(data)}: ${text(data.reason)}${broken(data)}.`,
  NumbersUnmasked: (data) => `Numbers were unmasked for an export: ${text(data.reason)}.`,
  LogExported: (data) =>
    `${text(data.events)} events were exported as ${text(data.format)}, numbers ${data.numbers === 'clear' ? 'in the clear' : 'masked'}.`,
  CallerRefused: (data) =>
    `A stranger called the administrators' line and was refused: ${text(data.reason)}.`,
  DrillHeld: () => 'A drill was sent from the log to the bus; no caller hears of it.',
};

/** The same facts without the name of who was erased. */
const withoutErased = (data: Facts, erased: ReadonlySet<unknown>): Facts => {
  const hide = (facts: Facts) =>
    erased.has(facts.adminId) ? { ...facts, adminId: ERASED, maskedNumber: ERASED } : facts;
  const by = data.by as Facts | null | undefined;
  return { ...hide(data), ...(by ? { by: hide(by) } : {}) };
};

/**
 * The event in a sentence; its type when it is of a kind this version has no sentence for.
 * @param erased the ids of administrators who were erased: they are not named any more
 */
export const sentence = (
  { type, data }: Pick<Body, 'type' | 'data'>,
  erased: ReadonlySet<string> = new Set(),
): string => SENTENCES[type]?.(withoutErased(data, erased)) ?? `${type}.`;
