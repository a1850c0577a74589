import { type Message } from '../../kernel/message.js';
import { placeMessages } from './messages.js';
import { KindRule, type PlaceKind } from './place-kind.service.js';
import { isSameButForm } from './place-names.service.js';
import type { PlaceRow } from './place-check.service.js';
import { type PlaceLevel, RegisterAnswer, RegisterState, StreetKind } from './place.enums.js';

/** A place as the register holds it before an import. */
export interface RegisteredPlace {
  id: string;
  path: string;
  parentId: string | null;
  level: PlaceLevel;
  kind: PlaceKind | null;
  code: string;
  name: string;
  otherNames: string[];
  closedOn: string | null;
  isDemo: boolean;
  /** Names it had before it was renamed by a decision taken here; an import does not undo that. */
  namesGivenUp: readonly string[];
  /** Whether its kind was set by a decision taken here. */
  kindWasSet: boolean;
  /** A room at the place or below it; null where there is none. */
  roomName: string | null;
}

/** What an import would do with one line of the file, or with one place that the file does not name. */
export interface RegisterEntry {
  /** Line in the file, the header being line 1; 0 for a place that the file does not name. */
  readonly line: number;
  readonly code: string;
  readonly level: PlaceLevel;
  /** As the file writes it; of a place that the file does not name, as the register does. */
  readonly name: string;
  readonly state: RegisterState;
  /** The kind the place has afterwards. */
  readonly kind: PlaceKind | null;
  readonly rule: KindRule | null;
  readonly reasons: readonly Message[];
  readonly answer: RegisterAnswer | null;
  /** Whether somebody has to decide before anything is imported. */
  readonly needsAnswer: boolean;
  /** Of an ERROR, what is wrong: LEVEL_CHANGED, PARENT_CLOSED or PLACE_HAS_ROOM. */
  readonly fault: string | null;
  /** What is to be done. */
  readonly steps: readonly RegisterStep[];
}
export type RegisterStep = 'ADD' | 'RENAME' | 'ALIAS' | 'MOVE' | 'SET_KIND' | 'FREE_CODE';

/** Answers by line number or by code, as given. */
export type RegisterAnswers = ReadonlyMap<string, RegisterAnswer>;

interface Registered {
  readonly byCode: ReadonlyMap<string, RegisteredPlace>;
  readonly byId: ReadonlyMap<string, RegisteredPlace>;
}

const answerTo = (answers: RegisterAnswers, row: { row: number; code: string; answer?: RegisterAnswer | null }) =>
  row.answer ?? answers.get(row.code) ?? answers.get(String(row.row)) ?? null;

/** Compares the rows of one city with what is registered. Nothing is changed. */
export function planRegister(
  rows: readonly PlaceRow[],
  registered: readonly RegisteredPlace[],
  answers: RegisterAnswers,
): RegisterEntry[] {
  const places: Registered = {
    byCode: new Map(registered.map((place) => [place.code, place])),
    byId: new Map(registered.map((place) => [place.id, place])),
  };
  const codes = new Set(rows.map((row) => row.code));
  return [
    ...rows.map((row) => entryOf(row, places, answerTo(answers, row))),
    ...registered
      .filter((place) => !place.closedOn && !codes.has(place.code))
      .map((place) => absent(place, answerTo(answers, { row: 0, code: place.code }))),
  ];
}

const entry = (row: PlaceRow, more: Partial<RegisterEntry> & Pick<RegisterEntry, 'state'>): RegisterEntry => ({
  line: row.row,
  code: row.code,
  level: row.level,
  name: row.name,
  kind: row.kind,
  rule: row.rule,
  reasons: [],
  answer: null,
  needsAnswer: false,
  fault: null,
  steps: [],
  ...more,
});

/** A place that the file does not name stays, and is counted. Closing a place is a merger, which somebody decides. */
const absent = (place: RegisteredPlace, answer: RegisterAnswer | null): RegisterEntry => ({
  line: 0,
  code: place.code,
  level: place.level,
  name: place.name,
  state: RegisterState.ABSENT,
  kind: place.kind,
  rule: null,
  reasons: [placeMessages.registerAbsent(place.name, place.code)],
  answer,
  needsAnswer: answer === null,
  fault: null,
  steps: [],
});

function entryOf(row: PlaceRow, places: Registered, answer: RegisterAnswer | null): RegisterEntry {
  const place = places.byCode.get(row.code);
  const fault = faultOf(row, place, places);
  if (fault) return entry(row, { state: RegisterState.ERROR, reasons: [fault.text], fault: fault.code });
  if (!place) return entry(row, { state: RegisterState.NEW, reasons: kindReasons(row), steps: ['ADD'] });
  return place.closedOn ? closedPlace(row, place, answer) : knownPlace(row, place, places, answer);
}

function faultOf(
  row: PlaceRow,
  place: RegisteredPlace | undefined,
  { byCode }: Registered,
): { readonly code: string; readonly text: Message } | null {
  if (place && place.level !== row.level)
    return { code: 'LEVEL_CHANGED', text: placeMessages.levelChanged(row.code, place.level) };
  const parent = row.parentCode ? byCode.get(row.parentCode) : null;
  const stays = place?.closedOn || (place && place.parentId === parent?.id);
  if (!parent?.closedOn || stays) return null;
  return { code: 'PARENT_CLOSED', text: placeMessages.parentClosed(parent.name, parent.code) };
}

/** Why a new place has its kind, where somebody should know. */
function kindReasons(row: PlaceRow): Message[] {
  const reasons: Message[] = [];
  if (row.kind === StreetKind.STATISTICAL_ONLY) reasons.push(placeMessages.registerStatistical(row.name, row.code));
  if (row.otherKind) reasons.push(placeMessages.registerKindDisagrees(row.code, row.kind!, row.otherKind));
  if (row.rule === KindRule.NONE) reasons.push(placeMessages.registerKindUnknown(row.name));
  return reasons;
}

/** The register gave the code of a closed place to another one, or still lists the closed one. */
function closedPlace(row: PlaceRow, place: RegisteredPlace, answer: RegisterAnswer | null): RegisterEntry {
  if (isKnownName(row, place)) return entry(row, { state: RegisterState.SAME, kind: place.kind });
  const reasons = [placeMessages.registerCodeReused(row.code, place.name, place.closedOn!, row.name)];
  if (answer === RegisterAnswer.ACCEPT)
    return entry(row, { state: RegisterState.NEW, reasons, answer, steps: ['FREE_CODE', 'ADD'] });
  if (answer === RegisterAnswer.KEEP)
    return entry(row, { state: RegisterState.SAME, kind: place.kind, reasons, answer });
  return entry(row, { state: RegisterState.CONFLICT, reasons, needsAnswer: true });
}

const isKnownName = (row: PlaceRow, place: RegisteredPlace): boolean =>
  [place.name, ...place.otherNames, ...place.namesGivenUp].some((name) => isSameButForm(row.level, name, row.name));

function knownPlace(
  row: PlaceRow,
  place: RegisteredPlace,
  { byCode }: Registered,
  answer: RegisterAnswer | null,
): RegisterEntry {
  const steps: RegisterStep[] = [];
  const reasons: Message[] = [];
  const parent = row.parentCode ? byCode.get(row.parentCode) : null;
  // A parent that is not registered yet is brought by this very file.
  const isMoved = row.parentCode !== null && parent?.id !== place.parentId;
  const naming = namingOf(row, place);
  if (isMoved) steps.push('MOVE');
  if (naming === 'RENAME' || (naming === 'ALIAS' && !place.otherNames.includes(row.name))) steps.push(naming);
  if (naming === 'KEPT') reasons.push(placeMessages.registerNameKept(place.name, row.name));
  const isOtherKind = place.kind !== row.kind && !place.kindWasSet;
  if (isOtherKind) {
    reasons.push(placeMessages.registerKindChanges(place.name, place.kind!, row.kind!));
    // The room would leave every comparison, so this is refused as it is for `placeKindSet`.
    const losesRoom = row.kind === StreetKind.STATISTICAL_ONLY && place.roomName !== null;
    if (losesRoom) reasons.push(placeMessages.placeHasRoom(place.name, place.roomName!));
    if (!answer) return entry(row, { state: RegisterState.CONFLICT, kind: place.kind, reasons, needsAnswer: true });
    if (losesRoom && answer === RegisterAnswer.ACCEPT)
      return entry(row, { state: RegisterState.ERROR, kind: place.kind, reasons, answer, fault: 'PLACE_HAS_ROOM' });
    if (answer === RegisterAnswer.ACCEPT) steps.push('SET_KIND');
  }
  const kind = steps.includes('SET_KIND') ? row.kind : place.kind;
  return entry(row, { state: stateOf(steps), kind, reasons, answer: isOtherKind ? answer : null, steps });
}

/** What becomes of the name: a difference of form alone makes another name, a name given up here is not taken again. */
function namingOf(row: PlaceRow, place: RegisteredPlace): 'SAME' | 'ALIAS' | 'KEPT' | 'RENAME' {
  if (row.name === place.name) return 'SAME';
  if (isSameButForm(row.level, row.name, place.name)) return 'ALIAS';
  return place.namesGivenUp.some((name) => isSameButForm(row.level, name, row.name)) ? 'KEPT' : 'RENAME';
}

const STATE_OF_STEP: readonly (readonly [RegisterStep, RegisterState])[] = [
  ['SET_KIND', RegisterState.KIND_CHANGED],
  ['MOVE', RegisterState.MOVED],
  ['RENAME', RegisterState.RENAMED],
  ['ALIAS', RegisterState.FORMAL],
];
/** Of several steps the weightiest names the state; `reasons` and the history have all. */
const stateOf = (steps: readonly RegisterStep[]): RegisterState =>
  STATE_OF_STEP.find(([step]) => steps.includes(step))?.[1] ?? RegisterState.SAME;
