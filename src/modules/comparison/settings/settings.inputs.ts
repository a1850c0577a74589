import { Field, InputType, Int } from 'type-graphql';

@InputType({ description: 'How a city compares from now on. A field that is not given stays unchanged.' })
export class ComparisonSettingsAdoptInput {
  @Field(() => Int, { description: 'The version that the change is based on; 0 while the defaults apply.' })
  expectedVersion!: number;
  @Field(() => Int, {
    nullable: true,
    description: 'k: a group with fewer people or rooms is never broken down. 3 to 100.',
  })
  smallestGroup?: number | null;
  @Field(() => Int, { nullable: true, description: 'The fewest rooms with a value in a peer group; k to 1,000.' })
  smallestPeerGroup?: number | null;
  @Field(() => [Int], {
    nullable: true,
    description: 'The lower limits of the population bands, in usual residents: up to 10 numbers above 0, ascending.',
  })
  populationEdges?: number[] | null;
  @Field(() => [Int], {
    nullable: true,
    description: 'The lower limits of the bands of room age, in whole years: up to 10 numbers above 0, ascending.',
  })
  ageEdges?: number[] | null;
  @Field(() => Boolean, { nullable: true, description: 'Whether rank ranges are shown.' })
  ranksOn?: boolean | null;
}
