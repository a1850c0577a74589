import { uuidv7 } from '../../src/kernel/uuid.js';

/** Ids of the rows planted so far at this place, by table; `unit` and `procedure` are the city's. */
export type Refs = Readonly<Record<string, string>>;

export interface Recipe {
  /** One row for each place, or one for each city. */
  readonly each: 'place' | 'city';
  /**
   * Values nobody could guess from the column's type: references, enums, what a CHECK asks for. Every other text column
   * gets a canary.
   */
  readonly fixed: (refs: Refs, published: boolean) => Record<string, unknown>;
}

const at = (fixed: Recipe['fixed']): Recipe => ({ each: 'place', fixed });
const inCity = (fixed: Recipe['fixed']): Recipe => ({ each: 'city', fixed });
const ORIGIN = { origin: 'RECORDED_FROM_PAPER' };

/**
 * In the order of their references. A table that is missing here fails the build of the planted world, and so does a
 * new CHECK nobody answered.
 */
export const recipes: Readonly<Record<string, Recipe>> = {
  place_fact: at(() => ({ kind: 'USUAL_RESIDENTS', count: 1000 })),
  place_fact_correction: at((refs) => ({ fact_id: refs['place_fact'] })),
  place_honour: at(() => ({})),
  place_change: at(() => ({ kind: 'RENAMED' })),
  account: at(() => ({})),
  access_grant: at((refs) => ({ account_id: refs['account'], role: 'OBSERVER' })),
  audit_event: at((refs) => ({
    account_id: refs['account'],
    grant_id: refs['access_grant'],
    object_id: uuidv7(),
    role: 'CLERK',
  })),
  idempotency_key: at((refs) => ({ account_id: refs['account'] })),
  sign_in_name: at((refs) => ({ account_id: refs['account'] })),
  access_token: at((refs) => ({
    account_id: refs['account'],
    grant_id: refs['access_grant'],
    kind: 'SERVICE',
    scopes: ['RECORD_READ'],
    expires_at: '2099-01-01',
  })),
  sign_in_attempt: inCity(() => ({})),
  procedure: inCity(() => ({ number: 900, in_force_from: '2098-01-01' })),
  procedure_stage: inCity((refs) => ({
    procedure_id: refs['procedure'],
    kind: 'TOPIC_SELECTION',
    gate_mode: 'REMIND',
    ordinal: 1,
  })),
  unit: inCity(() => ({ kind: 'DEPARTMENT' })),
  room: at((_refs, published) => ({
    ...ORIGIN,
    enrolled_on: '2020-01-01',
    published_at: published ? '2099-01-01' : null,
  })),
  convener: at((refs) => ({ ...ORIGIN, room_id: refs['room'], kind: 'LEAD' })),
  carried_total: at((refs) => ({
    ...ORIGIN,
    room_id: refs['room'],
    measure: 'SESSIONS',
    quality: 'EXACT',
    counted_as: 'UNSPECIFIED',
    value: 2,
    period_from: '2020-01-01',
    period_to: '2020-12-31',
  })),
  concern: at((refs) => ({ ...ORIGIN, room_id: refs['room'], source: 'OTHER', state: 'OPEN' })),
  concern_contact: at((refs) => ({ concern_id: refs['concern'] })),
  topic: at((refs, published) => ({
    ...ORIGIN,
    room_id: refs['room'],
    procedure_id: refs['procedure_in_force'],
    track: 'SIMPLE',
    state: 'PROPOSED',
    stage: 'TOPIC_SELECTION',
    published_at: published ? '2099-01-01' : null,
  })),
  topic_concern: at((refs) => ({ topic_id: refs['topic'], concern_id: refs['concern'] })),
  topic_step: at((refs) => ({
    topic_id: refs['topic'],
    kind: 'PROPOSED',
    from_stage: null,
    to_stage: 'TOPIC_SELECTION',
    role: 'CLERK',
  })),
  participant: at((refs) => ({ ...ORIGIN, topic_id: refs['topic'], role: 'AFFECTED_PARTY', basis: 'INVITED' })),
  participant_person: at((refs) => ({ participant_id: refs['participant'] })),
  research_record: at((refs) => ({ ...ORIGIN, topic_id: refs['topic'], kind: 'SITE_VISIT' })),
  session: at((refs) => ({
    ...ORIGIN,
    room_id: refs['room'],
    topic_id: refs['topic'],
    state: 'HELD',
    held_from: '2021-03-01',
    held_to: '2021-03-01',
    consensus: 'FULL',
  })),
  attendance: at((refs) => ({ session_id: refs['session'], topic_id: refs['topic'], role: 'AFFECTED_PARTY' })),
  attendance_person: at((refs) => ({ session_id: refs['session'], role: 'AFFECTED_PARTY' })),
  suggestion: at((refs) => ({
    ...ORIGIN,
    room_id: refs['room'],
    topic_id: refs['topic'],
    session_id: refs['session'],
    proposed_by: 'CPPCC_MEMBER',
  })),
  outcome: at((refs) => ({ ...ORIGIN, topic_id: refs['topic'], route: 'STREET_DECISION' })),
  outcome_report: at((refs) => ({ ...ORIGIN, topic_id: refs['topic'], outcome_id: refs['outcome'] })),
  outcome_decision: at((refs) => ({
    ...ORIGIN,
    topic_id: refs['topic'],
    report_id: refs['outcome_report'],
    result: 'DECIDED',
    met_on: '2021-02-28',
  })),
  suggestion_answer: at((refs) => ({
    ...ORIGIN,
    topic_id: refs['topic'],
    suggestion_id: refs['suggestion'],
    decision_id: refs['outcome_decision'],
    result: 'ADOPTED',
  })),
  implementation_plan: at((refs) => ({
    ...ORIGIN,
    topic_id: refs['topic'],
    kind: 'IMPLEMENTATION_PLAN',
    decision_id: refs['outcome_decision'],
  })),
  implementation_item: at((refs) => ({
    ...ORIGIN,
    topic_id: refs['topic'],
    plan_id: refs['implementation_plan'],
    plan_kind: 'IMPLEMENTATION_PLAN',
    suggestion_id: refs['suggestion'],
    responsible_unit_id: refs['unit'],
    lead_unit_id: refs['unit'],
    assigned_on: '2021-03-01',
    due_on: '2021-06-01',
    state: 'NOT_STARTED',
  })),
  item_co_unit: at((refs) => ({ item_id: refs['implementation_item'], unit_id: refs['unit'] })),
  implementation_event: at((refs) => ({
    ...ORIGIN,
    item_id: refs['implementation_item'],
    kind: 'PROGRESS',
    state: 'UNDER_WAY',
  })),
  item_verification: at((refs) => ({ ...ORIGIN, item_id: refs['implementation_item'], result: 'CONFIRMED' })),
  evaluation: at((refs) => ({ ...ORIGIN, topic_id: refs['topic'], evaluator: 'PUBLIC', satisfaction: 'SATISFIED' })),
  room_event: at((refs) => ({ ...ORIGIN, room_id: refs['room'], kind: 'MOBILISATION' })),
  room_register: at((refs) => ({ ...ORIGIN, room_id: refs['room'], kind: 'CONCERNS', taken_back_on: '2020-02-01' })),
  comparison_setting: inCity(() => ({
    smallest_group: 5,
    smallest_peer_group: 10,
    population_edges: [2000, 5000, 10000],
    age_edges: [1, 3],
    ranks_on: true,
  })),
  seal: at(() => ({ is_demo: true })),
  sealed_place: at((refs) => ({ seal_id: refs['seal'], room_id: refs['room'], could_own_room: true, has_data: true })),
  sealed_value: at((refs) => ({
    seal_id: refs['seal'],
    room_id: refs['room'],
    metric_id: 'SESSIONS_HELD',
    value: 9,
    numerator: 9,
    bound: 'EXACT',
    suppressed_reason: null,
  })),
  export_job: at((refs) => ({
    account_id: refs['account'],
    grant_id: refs['access_grant'],
    within_id: refs['place'],
    requested_as: 'OBSERVER',
    kind: 'TOPICS',
    format: 'CSV',
    state: 'EXPIRED',
    metrics: [],
    is_demo: true,
  })),
  export_queue: at((refs) => ({
    export_id: refs['export_job'],
    account_id: refs['account'],
    state: 'CLOSED',
    expires_at: '2099-01-01',
  })),
};

/** Tables without anybody's text, or filled by other means, each with its reason. */
export const unplanted: Readonly<Record<string, string>> = {
  place: 'planted as the tree itself',
  room_month_stat: 'a roll-up of numbers, kept by triggers from what is planted; the catalogue test holds its policies',
  room_span_stat: 'a roll-up of numbers, kept by triggers from what is planted; the catalogue test holds its policies',
  room_people_stat:
    'numbers of people, kept by triggers from the names that are planted; the catalogue test holds its policies',
  room_keeping: 'days of the registers that are planted, kept by triggers; the catalogue test holds its policies',
  city_change:
    'numbers of transactions, kept by triggers from what is planted; test/guards/row-security holds its policies',
  migration: "TypeORM's list of migrations: no tenant",
};
