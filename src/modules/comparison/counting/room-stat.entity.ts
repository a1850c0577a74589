import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { PartOf } from '../../../kernel/placed-at.js';
import { Room } from '../../rooms/room.entity.js';

/**
 * Which room a roll-up is of, and where it stands. Kept by triggers in the transaction that writes the records; nobody
 * else writes here.
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

/**
 * What a room's records of one month add up to. A record counts here when all the days it can have happened on lie in
 * that month.
 */
@Entity('room_month_stat', { comment: 'PLACED' })
@PartOf(() => Room, 'roomId', ['placeId', 'placePath'])
/**
 * A whole city's months: a short key that is kept once for all its rooms is read faster than one with the path behind
 * it.
 */
@Index('ix_room_month_stat_city', ['cityId', 'month'])
@Index('ix_room_month_stat_month', ['cityId', 'month', 'placePath'])
@Check('ck_room_month_stat_month', 'extract(day FROM month) = 1')
export class RoomMonthStat extends RoomStat {
  /** First day of the month. */
  @PrimaryColumn('date')
  month!: string;
  /** Records of any kind whose last possible day lies in the month: whether a room has data by a period's end. */
  @Column('int', { default: 0 })
  recorded!: number;
  @Column('int', { default: 0 })
  sessions!: number;
  @Column('int', { default: 0 })
  suggestions!: number;
  /** Heads, not rows. */
  @Column('bigint', { default: 0 })
  attendances!: string;
  @Column('int', { default: 0 })
  topicsClosed!: number;
  @Column('int', { default: 0 })
  itemsCompleted!: number;
  /** Items due in the month and not cancelled by its end. */
  @Column('int', { default: 0 })
  itemsDue!: number;
  /** Of those, the ones verified by the month's end. */
  @Column('int', { default: 0 })
  itemsDueVerified!: number;
  /** Records of any kind whose days lie in the month, what hangs on other records among them. */
  @Column('int', { default: 0 })
  traces!: number;
  @Column('int', { default: 0 })
  sessionsMinutes!: number;
  /** Sessions whose attendance is recorded. */
  @Column('int', { default: 0 })
  sessionsSeated!: number;
  @Column('int', { default: 0 })
  sessionsComplete!: number;
  /** Sessions certainly not before their topic's research; beside them those of which it cannot be said. */
  @Column('int', { default: 0 })
  sessionsResearched!: number;
  @Column('int', { default: 0 })
  sessionsResearchedUnsure!: number;
  /** Roles at the table, session by session. */
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
  /** Of those planned for the month, the ones deliberated by its end. */
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
  /** Of those adopted in the month, the ones all of whose items were verified by its end. */
  @Column('int', { default: 0 })
  outcomesConverted!: number;
  /** Of those due in the month, the ones certainly done by their day. */
  @Column('int', { default: 0 })
  itemsOnTime!: number;
  /** Items thirty days past due in the month; beside them those not verified by then. */
  @Column('int', { default: 0 })
  itemsAged!: number;
  @Column('int', { default: 0 })
  itemsAgedOpen!: number;
}

/**
 * What does not fit into one month: records whose days span several, carried totals, and items that were verified or
 * cancelled in a later month than they were due in.
 * Rows that belong together are one row with their sum.
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
  /** First month it can have come about in; before it, it certainly has not. */
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
  /** How many records the sum is of; 0: none is left. */
  @Column('int', { default: 0 })
  records!: number;
}
