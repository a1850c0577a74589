import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * Which transactions changed a city last. db/city-state.ts reads it, docs/adr/0013 explains it.
 * A trigger fires when a transaction writes to a table that comparisons read. It stores the transaction's number in one
 * row of the city.
 * While the rows of a city are equal, its records are equal.
 */
@Entity('city_change', { comment: 'CITY' })
export class CityChange {
  @PrimaryColumn('uuid')
  cityId!: string;
  @PrimaryColumn('uuid')
  id!: string;
  /** Number of the transaction, 64 bits. */
  @Column('bigint')
  changedIn!: string;
}
