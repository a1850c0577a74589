import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { PartOf } from '../../../kernel/placed-at.js';
import { Room } from '../../rooms/room.entity.js';

/**
 * The room of a stored sum, and its place. Triggers write these tables in the transaction that writes the records.
 * Nobody else writes them.
 */
abstract class RoomStat {
  @PrimaryColumn('uuid')
  cityId!: string;
  @PrimaryColumn('uuid')
  roomId!: string;
  @Column('uuid')
  placeId!: string;
  @Index()
  @Column({ type: 'text', collation: 'C' })
  placePath!: string;
}

/** The sums of a room's records of one month. A record counts here when all its possible days are in the month. */
@Entity('room_month_stat', { comment: 'PLACED' })
@PartOf(() => Room, 'roomId', ['placeId', 'placePath'])
/** For all months of a city. This index is smaller than the one that includes the path, so it is read faster. */
@Index('ix_room_month_stat_city', ['cityId', 'month'])
@Index('ix_room_month_stat_month', ['cityId', 'month', 'placePath'])
@Check('ck_room_month_stat_month', 'extract(day FROM month) = 1')
export class RoomMonthStat extends RoomStat {
  /** First day of the month. */
  @PrimaryColumn('date')
  month!: string;
  /**
   * The number of records of any kind whose last possible day is in the month. It shows whether a room has data by a
   * period's end.
   */
  @Column('int', { default: 0 })
  recorded!: number;
  @Column('int', { default: 0 })
  sessions!: number;
  @Column('int', { default: 0 })
  suggestions!: number;
  /** The number of people, not of rows. */
  @Column('bigint', { default: 0 })
  attendances!: string;
  @Column('int', { default: 0 })
  topicsClosed!: number;
  @Column('int', { default: 0 })
  itemsCompleted!: number;
  /** Items due in the month and not cancelled by its end. */
  @Column('int', { default: 0 })
  itemsDue!: number;
  /** Those of `itemsDue` that the unit was done with by the month's end, and those of them on the room's own lists. */
  @Column('int', { default: 0 })
  itemsDueDone!: number;
  @Column('int', { default: 0 })
  itemsDueDoneOwn!: number;
  /** Those of `itemsDueDone` that the room had checked by the month's end. */
  @Column('int', { default: 0 })
  itemsDueVerified!: number;
  /** All records whose days are in the month, including steps, answers and events. */
  @Column('int', { default: 0 })
  traces!: number;
  @Column('int', { default: 0 })
  sessionsMinutes!: number;
  /** Sessions whose attendance is recorded. */
  @Column('int', { default: 0 })
  sessionsSeated!: number;
  @Column('int', { default: 0 })
  sessionsComplete!: number;
  /**
   * Sessions held certainly after research on their topic began. The next column counts those where the dates are too
   * imprecise to say.
   */
  @Column('int', { default: 0 })
  sessionsResearched!: number;
  @Column('int', { default: 0 })
  sessionsResearchedUnsure!: number;
  /** The number of roles present, added over the sessions. */
  @Column('int', { default: 0 })
  roles!: number;
  @Column('bigint', { default: 0 })
  headsAffected!: string;
  @Column('int', { default: 0 })
  suggestionsAnswered!: number;
  @Column('int', { default: 0 })
  suggestionsAdopted!: number;
  @Column('int', { default: 0 })
  concerns!: number;
  @Column('int', { default: 0 })
  concernsTriaged!: number;
  @Column('int', { default: 0 })
  topicsProposed!: number;
  @Column('int', { default: 0 })
  topicsApproved!: number;
  @Column('int', { default: 0 })
  topicsDeliberated!: number;
  @Column('int', { default: 0 })
  topicsPlanned!: number;
  /** Those of `topicsPlanned` that were deliberated by the month's end. */
  @Column('int', { default: 0 })
  topicsPlannedKept!: number;
  @Column('bigint', { default: 0 })
  householdsVisited!: string;
  @Column('int', { default: 0 })
  outcomes!: number;
  @Column('int', { default: 0 })
  outcomesReported!: number;
  @Column('int', { default: 0 })
  outcomesDecided!: number;
  @Column('int', { default: 0 })
  outcomesAdopted!: number;
  /** Those of `outcomesAdopted` whose items the units were all done with by the month's end. */
  @Column('int', { default: 0 })
  outcomesConverted!: number;
  /** Items due in the month and certainly done by their due day. */
  @Column('int', { default: 0 })
  itemsOnTime!: number;
  /** Items that became 30 days overdue in the month. The next column counts those not done by then. */
  @Column('int', { default: 0 })
  itemsAged!: number;
  @Column('int', { default: 0 })
  itemsAgedOpen!: number;
}

/** Which registers a room kept, and when. A trigger derives it from room_register and the day the room was set up. */
@Entity('room_keeping', { comment: 'PLACED' })
@PartOf(() => Room, 'roomId', ['placeId', 'placePath'])
export class RoomKeeping extends RoomStat {
  /** The days of each register, in the order of REGISTER_KINDS; days before the room was set up are among them. */
  @Column('datemultirange', { array: true })
  kept!: string[];
  /** The days on which all registers were kept. */
  @Column('datemultirange')
  keptAll!: string;
}

/**
 * Sums that do not belong to a single month:
 * - records whose possible days span several months
 * - carried totals
 * - items done, verified or cancelled in a later month than the one they were due in
 * Records with equal keys share one row.
 */
@Entity('room_span_stat', { comment: 'PLACED' })
@PartOf(() => Room, 'roomId', ['placeId', 'placePath'])
@Index('ix_room_span_stat_measure', ['cityId', 'measure', 'fromMonth', 'toMonth'])
@Index('ix_room_span_stat_month', ['cityId', 'measure', 'fromMonth'], { where: 'since_month = from_month' })
@Check('ck_room_span_stat_span', 'from_month <= since_month AND since_month <= to_month')
export class RoomSpanStat extends RoomStat {
  @PrimaryColumn('text')
  measure!: string;
  @PrimaryColumn('date')
  fromMonth!: string;
  /** The first month in which the change can have happened. Before that month it certainly had not. */
  @PrimaryColumn('date')
  sinceMonth!: string;
  @PrimaryColumn('date')
  toMonth!: string;
  @PrimaryColumn('boolean')
  carried!: boolean;
  /** EXACT, AT_LEAST or APPROXIMATE. */
  @PrimaryColumn('text')
  bound!: string;
  @Column('bigint', { default: 0 })
  value!: string;
  /** The number of records in the sum; 0 when none is left. */
  @Column('int', { default: 0 })
  records!: number;
}
