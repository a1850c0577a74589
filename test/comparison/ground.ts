import { GrantRole } from '../../src/kernel/grant-role.js';
import type { Api } from '../support/api.js';
import { type PlaceRef, type RoomRef, World } from '../support/world.js';
import { Records } from './records.js';

/**
 * What most comparisons stand on: a world with one city, a street in it, short ways to give its rooms records, and the
 * city's committee, which asks.
 */
export class CommonGround {
  private serial = 0;

  private constructor(
    readonly world: World,
    readonly city: PlaceRef,
    readonly street: PlaceRef,
    readonly records: Records,
    readonly committee: Api,
  ) {}

  static async start(cityName?: string, streetName?: string): Promise<CommonGround> {
    const world = await World.start();
    const city = await world.city(cityName);
    return new CommonGround(
      world,
      city,
      await world.street(city, 1, streetName),
      new Records(world, city),
      await world.account(GrantRole.CITY_COMMITTEE, city),
    );
  }

  stop(): Promise<void> {
    return this.world.stop();
  }

  /** The street and others after it, so many in all; to be laid out once. */
  async streets(count: number): Promise<PlaceRef[]> {
    const streets = [this.street];
    while (streets.length < count) streets.push(await this.world.street(this.city, streets.length + 1));
    return streets;
  }

  /** A room of a new community, whose serial no other room made here has. */
  async room(under = this.street, fields: Record<string, unknown> = {}): Promise<RoomRef> {
    this.serial += 1;
    return this.world.room(await this.world.community(under, this.serial), fields);
  }

  /** Runs SQL in the city as the owner of the database. */
  sql<T extends object = Record<string, any>>(text: string, values: readonly unknown[] = []): Promise<T[]> {
    return this.world.sql<T>(this.city.cityId, text, values);
  }

  insert(table: string, row: Record<string, unknown>): Promise<string> {
    return this.world.insert(this.city.cityId, table, row);
  }

  /** What the committee is shown of one room: the named fields of one metric's value. */
  async value(room: RoomRef, metric: string, period: Record<string, unknown>, fields: string): Promise<any> {
    const { compareRooms } = await this.committee.must(
      `query ($within: String!, $period: PeriodInput!, $metric: MetricId!) {
        compareRooms(within: $within, period: $period) { nodes { value(metric: $metric) { ${fields} } } } }`,
      { within: room.place.code, metric, period },
    );
    return compareRooms.nodes[0].value;
  }
}
