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

/** Asked about a session. */
export const sessionPolicy = definePolicy<Guarded>('session')({
  reschedule: { ...ROOM, unless: unlessScheduled },
  cancel: { ...ROOM, unless: unlessScheduled },
  hold: { ...ROOM, unless: unlessScheduled },
  recordMinutes: { ...ROOM, unless: unlessHeld },
  recordSuggestion: { ...ROOM, unless: unlessHeld },
  /** Who came, by name, is personal data: the own room's business alone. */
  readNames: ROOM,
});

/** Asked about the topic a session is scheduled for, or the room a paper record belongs to. */
export const deliberationPolicy = definePolicy<Located>('deliberation')({
  schedule: ROOM,
  record: ROOM,
});
