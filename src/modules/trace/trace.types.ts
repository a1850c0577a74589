import { Extensions, Field, ID, ObjectType } from 'type-graphql';
import { Node } from '../../kernel/record.js';
import { StageKind } from '../procedure/procedure.enums.js';
import { BrokenLinkCode, LinkKind } from './trace.enums.js';
import type { TraceNode } from './trace-parts.service.js';

@ObjectType('TraceLink', {
  simpleResolvers: true,
  description: "One object in a topic's chain, and what comes before it.",
})
export class TraceLink {
  @Field(() => LinkKind, { description: 'What kind of link it is.' })
  kind!: LinkKind;
  @Field(() => Node, {
    description: 'The object itself: a Concern, Topic, Session, Suggestion, Outcome, ImplementationItem or Evaluation.',
  })
  node!: object;
  @Field(() => [ID], {
    description:
      'Ids of the links it comes from: the edges to draw; all of them are in this chain. Empty where the chain begins.',
  })
  from!: readonly string[];
  @Field(() => [BrokenLinkCode], { description: "What is missing at this link; a report's gaps stand at its outcome." })
  broken!: readonly BrokenLinkCode[];
}

@ObjectType('BrokenLink', {
  simpleResolvers: true,
  description: "A gap in a topic's chain: to be looked into, no verdict.",
})
export class BrokenLink {
  @Field(() => BrokenLinkCode, { description: 'What is missing.' })
  code!: BrokenLinkCode;
  @Field(() => StageKind, { description: 'The stage it belongs to.' })
  stage!: StageKind;
  @Field(() => Node, {
    description: 'The object that shows the gap; an OutcomeReport where a report waits or was sent back.',
  })
  node!: TraceNode;
}

@ObjectType('TopicTrace', {
  simpleResolvers: true,
  description:
    'The chain behind a topic: concern, topic, session, suggestion, outcome, item, evaluation, with every ' +
    'broken link. It holds what the viewer sees, and nothing else.',
})
export class TopicTrace {
  @Field(() => [TraceLink], {
    description: 'The objects of the chain, by kind in the order of the chain, within a kind as they happened.',
  })
  @Extensions({ listSize: 30 })
  links!: readonly TraceLink[];
  @Field(() => [BrokenLink], {
    description:
      'Every gap, in the order of the procedure. Records taken over or derived from a published source are ' +
      'exempt. Always empty for the public. It sees only published records, so a missing link may be an unpublished ' +
      'one.',
  })
  brokenLinks!: readonly BrokenLink[];
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether there is no gap; null for the public (see brokenLinks).',
  })
  isUnbroken!: boolean | null;
}
