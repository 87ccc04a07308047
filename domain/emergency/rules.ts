import type { Rules } from '../ledger/index.ts';
import { admin } from './admin/decide.ts';
import { call } from './call/decide.ts';
import { checkedEvent } from './events.ts';
import { location } from './location/decide.ts';
import { adminReplay } from './replay/admin.ts';
import { callReplay } from './replay/call.ts';
import { locationReplay } from './replay/location.ts';
import { parseStream, STREAM_KINDS } from './streams.ts';

/** The rules for the ledger: every kind of stream with its events, its decider and its replay. */
export const rules: Rules = {
  kinds: STREAM_KINDS,
  readEvent: checkedEvent,
  withDecider(stream, use) {
    const { kind } = parseStream(stream);
    switch (kind) {
      case 'admin':
        return use(admin, adminReplay);
      case 'location':
        return use(location, locationReplay);
      case 'call':
        return use(call, callReplay);
    }
  },
};
