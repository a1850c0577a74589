import { Field, InputType } from 'type-graphql';
import { RecordOrigin } from './record.js';
import { optionalText } from './text-input.js';

@InputType({ description: 'The source of a record that is entered for someone else or from paper 代录.' })
export class ProvenanceInput {
  @Field(() => String, {
    nullable: true,
    description:
      "On whose behalf the record is entered: an office or a role, no resident's name. Up to 100 characters.",
  })
  onBehalfOf?: string | null;
  @Field(() => String, { nullable: true, description: 'Number or description of the paper. Up to 200 characters.' })
  paperReference?: string | null;
  @Field(() => RecordOrigin, {
    nullable: true,
    description: 'The default is RECORDED_FROM_PAPER if another field is given, else ENTERED.',
  })
  origin?: RecordOrigin | null;
}

export interface Provenance {
  readonly origin: RecordOrigin;
  readonly onBehalfOf: string | null;
  readonly paperReference: string | null;
}

/** @throws UserError TEXT_TOO_LONG */
export function provenance(input: ProvenanceInput | null | undefined): Provenance {
  const onBehalfOf = optionalText(input?.onBehalfOf, 100, ['input', 'provenance', 'onBehalfOf']);
  const paperReference = optionalText(input?.paperReference, 200, ['input', 'provenance', 'paperReference']);
  const fallback = onBehalfOf || paperReference ? RecordOrigin.RECORDED_FROM_PAPER : RecordOrigin.ENTERED;
  return { origin: input?.origin ?? fallback, onBehalfOf, paperReference };
}
