import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { RecordedRooms } from '../../values/metric-result.js';

@ObjectType('RecordedIn', {
  simpleResolvers: true,
  description: 'The rooms that kept the registers of a number during the whole period 登记该项台账的议事室.',
})
export class RecordedInRooms implements RecordedRooms {
  @Field(() => Int, { description: 'Rooms that kept them; for one room 0 or 1.' })
  rooms!: number;
  @Field(() => Int, { description: 'Rooms with data; for metrics of the register of rooms, all rooms.' })
  of!: number;
  @Field(() => Float, {
    nullable: true,
    description:
      "The value over those rooms alone, in the metric's unit. Null without such a room, without a value, and for " +
      'people.',
  })
  value!: number | null;
}
