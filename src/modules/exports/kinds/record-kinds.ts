import type { ExportKind } from '../export.enums.js';
import type { NumbersKind } from '../numbers-source.js';
import type { RecordExport } from '../record-source.js';
import { attendance } from './attendance.js';
import { attendees } from './attendees.js';
import { concerns } from './concerns.js';
import { evaluations } from './evaluations.js';
import { implementationItems } from './implementation-items.js';
import { outcomes } from './outcomes.js';
import { sessions } from './sessions.js';
import { suggestions } from './suggestions.js';
import { topics } from './topics.js';

/** Every list of records that can be taken away. A new one is a file beside these, a value of ExportKind, and a line here. */
export const RECORD_KINDS: Readonly<Record<Exclude<ExportKind, NumbersKind>, RecordExport>> = {
  CONCERNS: concerns, TOPICS: topics, SESSIONS: sessions, ATTENDANCE: attendance, SUGGESTIONS: suggestions, OUTCOMES: outcomes,
  IMPLEMENTATION_ITEMS: implementationItems, EVALUATIONS: evaluations, ATTENDEES: attendees,
};
