import { GrantRole } from '../../kernel/grant-role.js';
import { type Located, definePolicy } from '../../kernel/policy.js';
import { SessionState } from './session.enums.js';
import type { Session } from './session.entity.js';

const ROOM = { roles: [GrantRole.CONVENER, GrantRole.CLERK], at: 'OWN_PLACE' } as const;

type Guarded = Pick<Session, 'placePath' | 'state'>;

const unlessScheduled = ({ state }: Guarded) =>
  state === SessionState.SCHEDULED
    ? null
    : {
        code: 'SESSION_NOT_SCHEDULED',
        text: {
          zh: '只有已排定、尚未召开的协商会可以这样做。',
          en: 'Only a session that is scheduled and not held yet allows this.',
        },
      };

const unlessHeld = ({ state }: Guarded) =>
  state === SessionState.HELD
    ? null
    : {
        code: 'SESSION_NOT_HELD',
        text: {
          zh: '协商会还没有召开：请先记录召开情况（sessionHold）。',
          en: 'The session has not been held: record that it was (sessionHold) first.',
        },
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
