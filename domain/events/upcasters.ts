type Data = Record<string, unknown>;

/** A shape that only allows more than the one before it. */
const same = (data: Data): Data => data;

const onThePhone = (data: Data): Data => ({ ...data, breakGlass: null });

/** Everybody proved himself by a text. */
const bySms = (data: Data): Data => ({ ...data, factor: 'sms', totp: null });

/** Before the carrier's codes were kept. */
const withoutCarrierCodes = (data: Data): Data => ({
  ...data,
  phone: { ...(data.phone as Data), mcc: null, mnc: null },
});

/** Old shapes made into the next: `{ EmergencySet: { 1: data1 => data2 } }`. Pure, applied in turn when an old event is read. */
export const upcasters: Record<string, Record<number, (data: Data) => Data>> = {
  AdminEnrolled: { 1: bySms, 2: withoutCarrierCodes },
  AdminChanged: { 1: bySms, 2: withoutCarrierCodes },
  /** Every PIN could be tried as often as the configuration said, three times at most. */
  PinIssued: { 1: (data) => ({ ...data, tries: 3 }), 2: withoutCarrierCodes },
  PinIssueRefused: { 1: same, 2: same, 3: same },
  /** Before break-glass every change was an administrator's on the phone. */
  EmergencySet: { 1: onThePhone },
  EmergencyRemoved: { 1: onThePhone },
  EmergencyChangeRefused: { 1: onThePhone },
  AdminActRefused: { 1: same },
  PinRejected: { 1: same },
  PinVerified: { 1: (data) => ({ ...data, totpStep: null }) },
};
