import { GrantRole } from '../../kernel/grant-role.js';
import { type Located, definePolicy } from '../../kernel/policy.js';
import { sessionMessages } from './messages.js';
import { SessionState } from './session.enums.js';
import type { Session } from './session.entity.js';

const ROOM = { roles: [GrantRole.CONVENER, GrantRole.CLERK], at: 'OWN_PLACE' } as const;

type Guarded = Pick<Session, 'placePath' | 'state'>;

const unlessScheduled = ({ state }: Guarded) =>
  state === SessionState.SCHEDULED
    ? null
    : {
        code: 'SESSION_NOT_SCHEDULED',
        text: sessionMessages.sessionNotScheduled,
      };

const unlessHeld = ({ state }: Guarded) =>
  state === SessionState.HELD
    ? null
    : {
        code: 'SESSION_NOT_HELD',
        text: sessionMessages.sessionNotHeld,
      };

/** The policy for actions on a session. */
export const sessionPolicy = definePolicy<Guarded>('session')({
  reschedule: { ...ROOM, unless: unlessScheduled },
  cancel: { ...ROOM, unless: unlessScheduled },
  hold: { ...ROOM, unless: unlessScheduled },
  recordMinutes: { ...ROOM, unless: unlessHeld },
  recordSuggestion: { ...ROOM, unless: unlessHeld },
  /** Names are personal data. Only the own room reads them. */
  readNames: ROOM,
});

/** The policy for the topic of a new session, or for the room of a paper record. */
export const deliberationPolicy = definePolicy<Located>('deliberation')({
  schedule: ROOM,
  record: ROOM,
});
