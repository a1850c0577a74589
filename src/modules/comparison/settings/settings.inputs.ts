import { Field, InputType, Int } from 'type-graphql';

@InputType({ description: 'How a city compares from now on; what is not given stays as it is.' })
export class ComparisonSettingsAdoptInput {
  @Field(() => Int, { description: 'The version the change was made against; 0 while the defaults hold.' })
  expectedVersion!: number;
  @Field(() => Int, {
    nullable: true,
    description: 'k: a group of fewer people or rooms than this is never broken down; 3 to 100.',
  })
  smallestGroup?: number | null;
  @Field(() => Int, { nullable: true, description: 'Rooms with a value a peer group needs; from k to 1,000.' })
  smallestPeerGroup?: number | null;
  @Field(() => [Int], {
    nullable: true,
    description: 'Usual residents at which the next population band begins: up to 10 numbers above 0, rising.',
  })
  populationEdges?: number[] | null;
  @Field(() => [Int], {
    nullable: true,
    description: 'Whole years at which the next band of room age begins: up to 10 numbers above 0, rising.',
  })
  ageEdges?: number[] | null;
  @Field(() => Boolean, { nullable: true, description: 'Whether plausible ranks are shown.' })
  ranksOn?: boolean | null;
}
