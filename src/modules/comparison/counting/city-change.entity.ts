import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * Which transactions changed a city last. A transaction that writes to a table comparisons read takes one row of its
 * city, by a trigger, and puts its number there. As long as the rows of a city are the same, so are its records:
 * db/city-state.ts asks for that, docs/adr/0013 says why it holds.
 */
@Entity('city_change', { comment: 'CITY' })
export class CityChange {
  @PrimaryColumn('uuid')
  cityId!: string;
  @PrimaryColumn('uuid')
  id!: string;
  /** Number of the transaction, 64 bits wide. */
  @Column('bigint')
  changedIn!: string;
}
