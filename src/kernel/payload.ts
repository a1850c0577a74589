import { Field, ObjectType } from 'type-graphql';

@ObjectType('UserError', {
  simpleResolvers: true,
  description: 'Something the person at the keyboard can mend; nothing was stored.',
})
export class UserErrorPayload {
  @Field(() => String, { description: 'A stable code, e.g. REASON_MISSING; the codes stand in docs/errors.md.' })
  code!: string;
  @Field(() => String, {
    description:
      'What is wrong and what would be right, in the language asked for by Accept-Language (Chinese by default).',
  })
  message!: string;
  @Field(() => [String], { description: 'The path to the input that is wrong, e.g. ["input", "dueOn"].' })
  path!: readonly string[];
}

/**
 * The payload class of a mutation: the object under its own name (nullable) and `errors`. Extend it only to name it.
 */
export function payloadOf(
  type: abstract new (...args: never[]) => object,
  field: string,
  mutation: string,
): new () => Record<string, unknown> {
  @ObjectType(`${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Payload`, {
    simpleResolvers: true,
    description: `What ${mutation} answers.`,
  })
  class Payload {
    @Field(() => type as never, {
      name: field,
      nullable: true,
      description: 'The object as it stands now; null when the write was refused (on CONFLICT: its current state).',
    })
    object!: object | null;
    @Field(() => [UserErrorPayload], { description: 'What must be mended; empty when all went well.' })
    errors!: readonly UserErrorPayload[];
  }
  return Payload as never;
}
