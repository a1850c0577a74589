import type { PlantedPlace } from '../../support/planted-world.js';

/** Not a mutation of docs/rights.md: the account's own rows, in every role. */
export const SELF = 'self';
/** What nobody may write, in this state. */
const NOBODY: readonly string[] = [];

export interface Variant {
  /** Which lines of docs/rights.md write such a row; a role that one of them names may, and where it says. */
  readonly by: readonly string[];
  /** What makes the row one of this kind: values of columns; `refs` are the rows planted at the place. */
  readonly values?: (refs: PlantedPlace['refs']) => Record<string, unknown>;
}

export interface Writes {
  readonly insert?: readonly Variant[];
  readonly update?: readonly string[];
  /** Who may hold a row for the length of a transaction, where that is more than may change it. */
  readonly lock?: readonly string[];
  readonly delete?: readonly string[];
}

const any = (...by: string[]): readonly Variant[] => [{ by }];
const as = (values: Record<string, unknown> | NonNullable<Variant['values']>, ...by: string[]): Variant => ({
  by,
  values: typeof values === 'function' ? values : () => values,
});
const never = (values: Record<string, unknown>): Variant => ({ by: NOBODY, values: () => values });

const PROPOSED = { state: 'PROPOSED', stage: 'TOPIC_SELECTION', round: 1 };
const QUEUED = { state: 'QUEUED', row_count: null, sha256: null, finished_at: null };
const STREETS = { plan_kind: 'IMPLEMENTATION_PLAN', state: 'NOT_STARTED' };
const LISTS = { plan_kind: 'RESPONSIBILITY_LIST', state: 'NOT_STARTED' };
const CANCELLED = { kind: 'CANCELLED', state: null };
const ofStreet =
  (values: object = {}) =>
  (refs: PlantedPlace['refs']) => ({ item_id: refs['implementation_item'], ...values });
const ofList =
  (values: object = {}) =>
  (refs: PlantedPlace['refs']) => ({ item_id: refs['list_item'], ...values });

/**
 * Which mutations of docs/rights.md write which table, and in which state of the row.
 * Row security alone must then let through exactly the roles and places of these lines.
 * A command that is missing here is nobody's, and so is a table.
 */
export const WRITES: Readonly<Record<string, Writes>> = {
  place: { update: ['placeRename', 'placeMove', 'placeMerge', 'placeKindSet'] },
  place_fact: { insert: any('placeFactRecord'), update: ['placeFactCorrect'] },
  place_fact_correction: { insert: any('placeFactCorrect') },
  place_honour: { insert: any('placeHonourRecord') },
  place_change: { insert: any('placeRename', 'placeMove', 'placeMerge', 'placeKindSet') },
  procedure: { insert: any('procedureAdopt') },
  procedure_stage: { insert: any('procedureAdopt') },
  unit: { insert: any('unitRecord') },
  account: { insert: any('accountCreate'), update: ['accountDisable'] },
  access_grant: { insert: any('accountCreate', 'grantGive'), update: ['grantRevoke'] },
  idempotency_key: { insert: any(SELF) },
  // Everybody leaves events, at the place of what was done: an export is the least that every role may do.
  audit_event: { insert: any('exportRequest: records') },
  comparison_setting: { insert: any('comparisonSettingsAdopt'), update: ['comparisonSettingsAdopt'] },
  seal: { insert: any('periodSeal') },
  sealed_place: { insert: any('periodSeal') },
  sealed_value: { insert: any('periodSeal') },
  export_job: {
    insert: [
      as(QUEUED, SELF),
      never({ ...QUEUED, state: 'DONE' }),
      never({ ...QUEUED, row_count: 5 }),
      never({ ...QUEUED, sha256: 'x' }),
      never({ ...QUEUED, finished_at: '2021-03-01' }),
    ],
  },
  // A paper of a session holds its room, so that two papers on one new topic meet.
  room: { insert: any('roomEnrol'), update: ['roomDescribe', 'roomPublish'], lock: ['roomDescribe', 'sessionRecord'] },
  convener: { insert: any('convenerAppoint'), update: ['convenerEndTerm'] },
  carried_total: { insert: any('carriedTotalRecord') },
  concern: { insert: any('concernRecord'), update: ['concernMerge', 'concernTransfer', 'concernReject'] },
  concern_contact: { insert: any('concernRecord') },
  topic: {
    insert: [
      as(PROPOSED, 'topicPropose'),
      never({ ...PROPOSED, state: 'APPROVED' }),
      never({ ...PROPOSED, stage: 'RESEARCH' }),
      never({ ...PROPOSED, round: 2 }),
    ],
    update: ['topicRevise', 'topicAdvance', 'topicPublish'],
  },
  topic_concern: { insert: any('topicTakeUp', 'topicPropose') },
  topic_step: {
    insert: [
      as({ kind: 'PROPOSED' }, 'topicPropose'),
      as({ kind: 'ADVANCED' }, 'topicAdvance'),
      // A paper of a session leads its topic to deliberation, approval included.
      as({ kind: 'APPROVED' }, 'topicApprove', 'sessionRecord'),
      as({ kind: 'STEPPED_BACK' }, 'topicStepBack'),
      as({ kind: 'CLOSED' }, 'topicClose'),
      as({ kind: 'REOPENED' }, 'topicReopen'),
    ],
  },
  participant: { insert: any('participantsDesignate'), delete: ['participantsDesignate'] },
  participant_person: { insert: any('participantsDesignate'), delete: ['participantsDesignate'] },
  research_record: { insert: any('researchRecord') },
  session: {
    insert: any('sessionSchedule', 'sessionRecord'),
    update: ['sessionReschedule', 'sessionCancel', 'sessionHold', 'minutesRecord'],
  },
  attendance: { insert: any('sessionHold', 'sessionRecord') },
  attendance_person: { insert: any('sessionHold', 'sessionRecord') },
  suggestion: { insert: any('suggestionRecord', 'sessionRecord') },
  outcome: { insert: any('outcomeRecord') },
  outcome_report: { insert: any('outcomeReport') },
  outcome_decision: { insert: any('outcomeDecide', 'outcomeReturn') },
  suggestion_answer: {
    insert: [
      as((refs) => ({ decision_id: refs['outcome_decision'] }), 'outcomeDecide'),
      as({ decision_id: null }, 'suggestionAnswer'),
    ],
  },
  implementation_plan: {
    insert: [
      as({ kind: 'IMPLEMENTATION_PLAN' }, 'implementationPlanHandOut'),
      as({ kind: 'RESPONSIBILITY_LIST', decision_id: null }, 'responsibilityListRecord'),
    ],
  },
  implementation_item: {
    insert: [
      as(STREETS, 'itemAdd: street'),
      as(LISTS, 'itemAdd: list'),
      never({ ...STREETS, state: 'DONE' }),
      never({ ...LISTS, state: 'DONE' }),
    ],
  },
  item_co_unit: { insert: [as(ofStreet(), 'itemAdd: street'), as(ofList(), 'itemAdd: list')] },
  implementation_event: {
    insert: [
      as(ofStreet(), 'itemEventRecord: street'),
      as(ofList(), 'itemEventRecord: list'),
      as(ofStreet(CANCELLED), 'itemCancel: street'),
      as(ofList(CANCELLED), 'itemCancel: list'),
    ],
  },
  item_verification: { insert: any('itemVerify') },
  room_event: { insert: any('roomEventRecord') },
  room_register: { insert: any('roomRegisterBegin'), update: ['roomRegisterEnd', 'roomRegisterCorrect'] },
  evaluation: {
    insert: [
      as({ evaluator: 'PUBLIC' }, 'evaluationRecord: room'),
      as({ evaluator: 'COMMITTEE' }, 'evaluationRecord: committee'),
    ],
  },
};

/** Tables whose reading docs/rights.md does not name under "Kinds of object", or names for another way of reading. */
export const READ_AS: Readonly<Record<string, string>> = {
  room_month_stat: 'sealed_value',
  room_span_stat: 'sealed_value',
  room_people_stat: 'sealed_value',
  room_keeping: 'sealed_value',
  // Numbers of transactions: every viewer of the city asks whether its answers still hold.
  city_change: 'seal',
};
/** Read by the account itself, to answer a request that is sent twice; docs/rights.md has nobody ask for it. */
export const READ_BY_SELF: ReadonlySet<string> = new Set(['idempotency_key']);
