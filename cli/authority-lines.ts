import type { ChangeAuthority, EndsAccess } from '../use-cases/queries/change-authority.ts';

const ENDED: Record<EndsAccess, string> = {
  AdminRevoked: 'was revoked',
  AdminErased: 'was erased',
  AdminChanged: 'was updated, which ends a call’s session',
};

/** Says when a change was authorized, if the administrator's access ended before the change itself (docs/adr/0036). */
export const authorityLines = (
  { authorizedBy, accessEndedBy }: ChangeAuthority,
  when: (at: string) => string,
): string[] => {
  if (!authorizedBy || !accessEndedBy) return [];
  const authorized = `Authorized on ${when(authorizedBy.at)}, ${authorizedBy.stream}#${authorizedBy.seq}`;
  const ended = `before the administrator ${ENDED[accessEndedBy.type]} on ${when(accessEndedBy.at)}, ${accessEndedBy.stream}#${accessEndedBy.seq}`;
  return [`${authorized}: ${ended}. A change that was authorized stands.`];
};
