import type { From } from './connect-event.ts';
import type { MemoryLine } from './line.ts';

let calls = 0;

/**
 * One call to the line, as by its flow: every block has its own step, unless a test names the step
 * to repeat it.
 */
export const phoneCall = (line: MemoryLine, from: string | null, language?: string) => {
  calls += 1;
  const contactId = `00000000-0000-4000-8000-${String(calls).padStart(12, '0')}`;
  const who: From = { from, contactId, ...(language === undefined ? {} : { language }) };
  let blocks = 0;
  const nextStep = () => {
    blocks += 1;
    return `block-${blocks}`;
  };
  const change = (
    action: string,
    Center: string,
    EmergencyType: string,
    heardSeq: number | string,
    step: string,
  ) =>
    line.invoke('UpdateEmergency', who, {
      step,
      Center,
      EmergencyAction: action,
      EmergencyType,
      heardSeq: String(heardSeq),
    });
  const asksForPin = (step = nextStep()) => line.invoke('OneTimePin', who, { step });
  const types = (entered: string, step = nextStep()) => line.invoke('VerifyPin', who, { entered, step });
  return {
    contactId,
    asksForPin,
    types,
    /** Requests a PIN and enters the texted one. */
    async provesWhoItIs() {
      await asksForPin();
      return types(line.ports.sms.pin());
    },
    hears: (Center: string) => line.invoke('CheckEmergency', who, { Center, Fresh: 'false' }),
    hearsFresh: (Center: string) => line.invoke('CheckEmergency', who, { Center, Fresh: 'true' }),
    sets: (Center: string, type: string, heardSeq: number | string, step = nextStep()) =>
      change('set', Center, type, heardSeq, step),
    removes: (Center: string, heardSeq: number | string, step = nextStep()) =>
      change('remove', Center, 'none', heardSeq, step),
  };
};
