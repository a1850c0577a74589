import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { PlacedAt, RefersTo } from '../../../kernel/placed-at.js';
import { Place } from '../../places/place.entity.js';
import { Room } from '../../rooms/room.entity.js';

/**
 * How many people came to a room's sessions of a month, a quarter or a year, one name once. Names are the room's own
 * (attendance_person); here are numbers alone, kept by triggers in the transaction that writes the names. They do not
 * add: somebody who came in two months came once in the quarter.
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
  /** Different names. */
  @Column('int')
  people!: number;
  /** Names, one a session and role: as many as heads when everybody is there by name. */
  @Column('int')
  names!: number;
}
