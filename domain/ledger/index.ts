export { audit, type Trusted } from './audit/audit.ts';
export { type Anchored, type Anchors, openCheckpoints } from './audit/checkpoints.ts';
export { eventLine, leafText, readLine } from './audit/export-line.ts';
export { inclusionProof } from './audit/inclusion.ts';
export { permissions, type Unsettled } from './audit/permissions.ts';
export { merged, type Part, type Report } from './audit/report.ts';
export { type Share, WHOLE } from './audit/share.ts';
export { asSigned, type Transit, withoutMark } from './audit/transit.ts';
export { concat, equalBytes, fromHex, toHex } from './bytes.ts';
export { canonical } from './canonical-json.ts';
export { brokenLink, leafHash, type Sha256 } from './chain.ts';
export { CLOCK_TOLERANCE, isAhead } from './clock.ts';
export { DamagedLog } from './damaged-log.ts';
export { applyEvent, type Decided, type Decider, fold, ownEvent, type Stored } from './decider.ts';
export {
  actorSchema,
  type CommandMetadata,
  contactIdSchema,
  ENVELOPE,
  instant,
  judgedTime,
  type StoredEvent,
  sha256Hex,
  storedEventSchema,
  ulid,
} from './envelope.ts';
export {
  defineEvent,
  type EventDefinition,
  type EventOf,
  eventsByName,
  OUTCOMES,
  type Outcome,
  UnknownEvent,
} from './event-definition.ts';
export type { EventStore, Head, Item, LogRecord } from './event-store.ts';
export { ExplainedError } from './explained-error.ts';
export {
  type CommandResult,
  ConcurrencyConflict,
  type EventPosition,
  type HandledCommand,
  handleCommand,
} from './handle-command.ts';
export { createItem, emptyHead, type LogIdentity } from './item.ts';
export { assertNever } from './never.ts';
export { type Parse, parse } from './parse.ts';
export { findProcessed, type ProcessedCommands, recordProcessed } from './processed-commands.ts';
export { checkpointName, checkpointText, parseCheckpoint } from './proof/checkpoint.ts';
export { isDue, RETAINED_DAYS } from './proof/checkpoint-policy.ts';
export {
  type Anchor,
  CHECKPOINTS,
  type CheckpointLog,
  isProofKey,
  LEAVES,
  type Leaf,
  type LeafLog,
  leafKey,
  leafOf,
  proofKeySchema,
  type StoredCheckpoint,
} from './proof/leaf-log.ts';
export {
  append,
  type CompactRange,
  type Digest,
  EMPTY,
  growing,
  root,
} from './proof/merkle/compact-range.ts';
export {
  type Ed25519Verify,
  formatVkey,
  type NoteKey,
  type NoteSigner,
  openNote,
  parseVkey,
  signNote,
} from './proof/signed-note.ts';
export type { Permission, Reliance, Replay, Rules } from './rules.ts';
export { DAY_SHARDS, dayKey, shardOf } from './stream.ts';
export type { System } from './system.ts';
export { escaped, escapedJson, escapedLines, invisibleFault, visible, visibleText } from './visible-text.ts';
