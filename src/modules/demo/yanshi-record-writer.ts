import type { GrantRole } from '../../kernel/grant-role.js';
import { DatePrecision, type Interval } from '../../kernel/imprecise-date.js';
import { RecordOrigin } from '../../kernel/record.js';
import { CommunityKind } from '../places/place.enums.js';
import { type Day, addDays, dated, earlier, moment, monthEnd, monthStart, onDay } from './calendar.js';
import type { Chance } from './chance.js';
import { ENTERED, type RecordedColumns, type Spot, recorded } from './recorded.js';
import type { DemoRows } from './demo-rows.js';
import type { DemoPlace } from './yanshi-places.js';
import type { RoomHabits } from './yanshi-room-habits.js';

/** What all rooms of the invented city share. */
export interface Stage {
  readonly rows: DemoRows;
  readonly procedureId: string;
  readonly unitIds: ReadonlyMap<string, string>;
  /** First and last day with activity, and the day the demonstration is loaded for. */
  readonly from: Day;
  readonly until: Day;
  readonly today: Day;
}

export interface CastRoom {
  readonly spot: Spot;
  readonly roomId: string;
  readonly serial: number;
  readonly name: string;
  readonly place: DemoPlace;
  readonly street: DemoPlace;
  readonly habits: RoomHabits;
  /** First day with records. */
  readonly from: Day;
  readonly recorder: { readonly name: string; readonly role: GrantRole; readonly accountId: string | null };
}

/**
 * Writes the records of one topic. Rooms that work from paper enter everything a fixed number of days later. What they
 * would enter after the end of the demonstrated period is left out.
 */
export class RecordWriter {
  readonly delay: number;
  private readonly coarse: boolean;
  private count = 0;
  /** When the last record was entered. Everything is public in publications after that. */
  lastAt = new Date(0);

  constructor(
    readonly stage: Stage,
    readonly room: CastRoom,
    readonly chance: Chance,
  ) {
    this.delay = room.habits.fromPaper ? chance.int(10, 40) : 0;
    this.coarse = room.habits.fromPaper && chance.maybe(0.4);
  }

  get rows(): DemoRows {
    return this.stage.rows;
  }
  get fromPaper(): boolean {
    return this.delay > 0;
  }
  /** The last day whose events have been entered. */
  get reach(): Day {
    return addDays(this.stage.until, -this.delay);
  }
  knows(day: Day): boolean {
    return day <= this.reach;
  }
  omits(): boolean {
    return this.chance.maybe(this.room.habits.omits);
  }

  /** Later than every earlier entry of the same day. */
  at(day: Day): Date {
    this.count += 1;
    const at = new Date(moment(addDays(day, this.delay), 9).getTime() + this.count * 1000);
    if (at > this.lastAt) this.lastAt = at;
    return at;
  }

  record(day: Day): RecordedColumns {
    const at = this.at(day);
    const provenance = this.fromPaper
      ? {
          origin: RecordOrigin.RECORDED_FROM_PAPER,
          onBehalfOf: this.room.place.kind === CommunityKind.VILLAGE ? '村委会工作人员' : '社区工作人员',
          paperReference: `演示纸质记录 ${String(this.room.serial).padStart(2, '0')}-${day.replaceAll('-', '')}`,
        }
      : ENTERED;
    return recorded(this.room.spot, this.chance.id(at), at, provenance);
  }

  interval(day: Day): Interval {
    if (!this.coarse) return onDay(day);
    return {
      from: monthStart(day),
      to: earlier(monthEnd(day), addDays(day, this.delay)),
      precision: DatePrecision.MONTH,
    };
  }

  when<P extends string>(prefix: P, day: Day): ReturnType<typeof dated<P>> {
    return dated(prefix, this.interval(day));
  }
}
