import { DatePrecision, type Interval } from '../../kernel/imprecise-date.js';
import type { Provenance } from '../../kernel/provenance.js';
import { RecordOrigin } from '../../kernel/record.js';
import { PlaceFactKind } from '../places/place.enums.js';
import { PlaceFact, PlaceHonour } from '../places/place-records.entity.js';
import { CarriedTotal, Convener, Room } from '../rooms/room.entity.js';
import { CarriedMeasure, CarriedQuality, ConvenerKind, CountedAs } from '../rooms/room.enums.js';
import type { Chance } from './chance.js';
import { type Spot, recorded } from './recorded.js';
import type { DemoRows } from './demo-rows.js';

/** The one published account this room is known from. */
export const SOURCE = '如皋市政协网站“召集人谈体会18”，2021-10-28';
export const SOURCE_DATE = '2021-10-28';

/** Everything about the topics is known to the year, and happened before the source was published. */
export const IN_2021: Interval = { from: '2021-01-01', to: SOURCE_DATE, precision: DatePrecision.YEAR };

/** Said by the source. */
export const PUBLISHED: Provenance = { origin: RecordOrigin.TAKEN_OVER, onBehalfOf: null, paperReference: SOURCE };
/** Worked out from what it says; `how` says what was worked out. */
export const derived = (how: string): Provenance => ({
  origin: RecordOrigin.DERIVED,
  onBehalfOf: null,
  paperReference: `${SOURCE}；推算：${how}`,
});

export interface ShiliContext {
  readonly rows: DemoRows;
  readonly chance: Chance;
  readonly spot: Spot;
  readonly at: Date;
  readonly procedureId: string;
}

const FACTS: readonly [PlaceFactKind, number][] = [
  [PlaceFactKind.USUAL_RESIDENTS, 8028],
  [PlaceFactKind.HOUSEHOLDS, 1786],
  [PlaceFactKind.RESIDENT_GROUPS, 34],
];
const HONOURS = ['江苏省民主法治示范社区', '江苏省卫生村', '江苏省“三星级”康居示范社区'];

export function addShiliFacts({ rows, chance, spot, at }: ShiliContext): void {
  for (const [kind, count] of FACTS)
    rows.add(PlaceFact, {
      ...spot,
      id: chance.id(at),
      kind,
      count,
      asOf: SOURCE_DATE,
      source: SOURCE,
      version: 1,
      changedAt: at,
    });
  for (const title of HONOURS) rows.add(PlaceHonour, { ...spot, id: chance.id(at), title, source: SOURCE });
}

/** @returns the room's id. */
export function addShiliRoom({ rows, chance, spot, at }: ShiliContext): string {
  const roomId = chance.id(at);
  rows.add(Room, {
    ...recorded(spot, roomId, at, PUBLISHED),
    name: '十里社区“有事好商量”协商议事室',
    establishedFrom: '2019-11-01',
    establishedTo: '2019-11-30',
    establishedPrecision: DatePrecision.MONTH,
    // The first day its record here is about. Which registers it kept, the source does not say.
    enrolledOn: '2019-11-01',
    sharedWith: ['人大代表之家', '“两代表一委员”接待群众联系点'],
    equipment: '多媒体设备',
    publishedAt: at,
  });
  rows.add(Convener, {
    ...recorded(spot, chance.id(at), at, derived('来源只说“召集人”，按第一召集人登记')),
    roomId,
    name: '周新民',
    kind: ConvenerKind.LEAD,
    termFrom: null,
    termTo: null,
  });
  return roomId;
}

/** Of the four topics of 2021 one is not named, so it is not itemised. */
const FOURTH = '2021年确定四个议题，减去已逐条登记的3个';
const FOURTH_FROM = IN_2021.from;

const FLOOR_NOTE = '来源只说“80多人”，按下限登记；人还是人次未说明；逐场人数不详，因此是全部场次的总数。';

/**
 * What the source counts as a whole, less what is itemised under the topics (river: 1 session, 6 suggestions; gas: 1
 * session).
 */
export function addShiliTotals({ rows, chance, spot, at }: ShiliContext, roomId: string): void {
  const total = (
    measure: CarriedMeasure,
    value: number,
    quality: CarriedQuality,
    role: string | null,
    how: string,
    periodFrom = '2019-11-01',
  ): void =>
    rows.add(CarriedTotal, {
      ...recorded(spot, chance.id(at), at, derived(how)),
      roomId,
      measure,
      value,
      quality,
      countedAs: CountedAs.UNSPECIFIED,
      role,
      periodFrom,
      periodTo: SOURCE_DATE,
      isSeparate: false,
      note: measure === CarriedMeasure.ATTENDANCES ? FLOOR_NOTE : `${how}；统计期自${periodFrom}起，至来源日期止。`,
    });
  total(CarriedMeasure.SESSIONS, 4, CarriedQuality.EXACT, null, '共6次，减去已逐条登记的2次');
  total(CarriedMeasure.SUGGESTIONS, 26, CarriedQuality.EXACT, null, '共32条，减去斜港河议题已逐条登记的6条');
  total(CarriedMeasure.TOPICS_PROPOSED, 1, CarriedQuality.EXACT, null, FOURTH, FOURTH_FROM);
  total(CarriedMeasure.TOPICS_APPROVED, 1, CarriedQuality.EXACT, null, FOURTH, FOURTH_FROM);
  total(CarriedMeasure.ATTENDANCES, 80, CarriedQuality.AT_LEAST, '群众代表', '80多人按不少于80登记');
}
