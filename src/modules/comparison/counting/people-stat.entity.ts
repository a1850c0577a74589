import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { PlacedAt, RefersTo } from '../../../kernel/placed-at.js';
import { Place } from '../../places/place.entity.js';
import { Room } from '../../rooms/room.entity.js';

/**
 * How many distinct people came to a room's sessions in a month, quarter or year.
 * Names can be read only by the room (attendance_person). This table has numbers only. Triggers write it in the
 * transaction that writes the names.
 * The numbers of two spans cannot be added: someone who came in two months counts once in the quarter.
 */
@Entity('room_people_stat', { comment: 'PLACED' })
@PlacedAt(() => Place)
@RefersTo(() => Room, 'roomId')
@Check('ck_room_people_stat_span', `span IN ('MONTH', 'QUARTER', 'YEAR')`)
export class RoomPeopleStat {
  @PrimaryColumn('uuid')
  cityId!: string;
  @PrimaryColumn('uuid')
  roomId!: string;
  @PrimaryColumn('text')
  span!: string;
  /** First and last day of the span. */
  @PrimaryColumn('date')
  fromDay!: string;
  @Column('date')
  toDay!: string;
  @Column('uuid')
  placeId!: string;
  @Index()
  @Column({ type: 'text', collation: 'C' })
  placePath!: string;
  /** Distinct names, by their plain form. */
  @Column('int')
  people!: number;
  /** Names, counted once for each session and role. It equals the attendances when everybody is named. */
  @Column('int')
  names!: number;
}
