import { GrantRole } from '../../kernel/grant-role.js';
import { definePolicy } from '../../kernel/policy.js';
import { type Concern, TriageState } from './concern.entity.js';
import { concernMessages } from './messages.js';

type Subject = Pick<Concern, 'placePath'> & Partial<Pick<Concern, 'state'>>;

const ROOM = [GrantRole.CONVENER, GrantRole.CLERK] as const;

export const CONCERN_SIFTED = {
  code: 'CONCERN_SIFTED',
  text: concernMessages.concernSifted,
};

export const concernPolicy = definePolicy<Subject>('concern')({
  record: { roles: ROOM, at: 'OWN_PLACE' },
  /** Merge, transfer, reject. */
  triage: {
    roles: ROOM,
    at: 'OWN_PLACE',
    unless: (concern) => (concern.state === TriageState.OPEN ? null : CONCERN_SIFTED),
  },
  /** Whom to tell what became of it: residents' data. */
  readContact: { roles: ROOM, at: 'OWN_PLACE' },
});
