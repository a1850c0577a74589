import type { ExportKind } from '../export.enums.js';
import type { NumbersKind } from '../numbers-kind.js';
import type { RecordExport } from '../record-source.js';
import {
  auditEvents,
  placeChanges,
  placeFacts,
  placeHonours,
  places,
  procedureStages,
  procedures,
  seals,
  units,
} from './city-kinds.js';
import {
  implementationEvents,
  implementationItems,
  implementationPlans,
  itemVerifications,
  outcomeDecisions,
  outcomeReports,
  outcomes,
  suggestionAnswers,
} from './outcome-kinds.js';
import { carriedTotals, concerns, conveners, rooms } from './room-kinds.js';
import { attendance, attendees, sessions, suggestions } from './session-kinds.js';
import { evaluations, participants, researchRecords, topicSteps, topics } from './topic-kinds.js';
import { roomEvents } from './room-event-kind.js';
import { roomRegisters } from './room-register-kind.js';

/**
 * Every list of records that can be taken away. A new one is a few lines in a file beside this one, a value of
 * ExportKind (and of its check in the database), and a word here.
 */
export const RECORD_KINDS: Readonly<Record<Exclude<ExportKind, NumbersKind>, RecordExport>> = {
  PLACES: places,
  PLACE_FACTS: placeFacts,
  PLACE_HONOURS: placeHonours,
  PLACE_CHANGES: placeChanges,
  UNITS: units,
  PROCEDURES: procedures,
  PROCEDURE_STAGES: procedureStages,
  SEALS: seals,
  AUDIT_EVENTS: auditEvents,
  ROOMS: rooms,
  CONVENERS: conveners,
  CARRIED_TOTALS: carriedTotals,
  CONCERNS: concerns,
  TOPICS: topics,
  TOPIC_STEPS: topicSteps,
  PARTICIPANTS: participants,
  RESEARCH_RECORDS: researchRecords,
  EVALUATIONS: evaluations,
  SESSIONS: sessions,
  ATTENDANCE: attendance,
  ATTENDEES: attendees,
  SUGGESTIONS: suggestions,
  OUTCOMES: outcomes,
  OUTCOME_REPORTS: outcomeReports,
  OUTCOME_DECISIONS: outcomeDecisions,
  SUGGESTION_ANSWERS: suggestionAnswers,
  IMPLEMENTATION_PLANS: implementationPlans,
  IMPLEMENTATION_ITEMS: implementationItems,
  IMPLEMENTATION_EVENTS: implementationEvents,
  ITEM_VERIFICATIONS: itemVerifications,
  ROOM_EVENTS: roomEvents,
  ROOM_REGISTERS: roomRegisters,
};
