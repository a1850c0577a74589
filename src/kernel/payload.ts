import { Extensions, Field, Mutation, ObjectType } from 'type-graphql';

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

/** What a mutation's resolver returns: the row it wrote, under the payload's own name for it. */
export type Payload<Name extends string, Row> = { readonly [name in Name]: Row };

export interface PayloadClass<Name extends string, Row> {
  new (): Payload<Name, Row>;
  /** The payload of a write that went through. `errors` is added by graphql/mutation-runner.ts. */
  of(row: Row): Payload<Name, Row>;
}

/**
 * The payload class of a mutation: the object under its own name (nullable) and `errors`.
 * `Written` is what the resolver knows of a row it wrote and did not read back. The runner reads the whole row.
 */
export function payloadOf<Row extends object, Name extends string, Written extends Partial<Row> = Row>(
  type: abstract new (...args: never[]) => Row,
  field: Name,
  mutation: string,
): PayloadClass<Name, Written> {
  @ObjectType(`${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Payload`, {
    simpleResolvers: true,
    description: `What ${mutation} answers.`,
  })
  class PayloadType {
    static of(row: Written): object {
      return { [field]: row };
    }
    @Field(() => type as never, {
      name: field,
      nullable: true,
      description: 'The object as it stands now; null when the write was refused (on CONFLICT: its current state).',
    })
    object!: object | null;
    @Field(() => [UserErrorPayload], { description: 'What must be mended; empty when all went well.' })
    errors!: readonly UserErrorPayload[];
  }
  return PayloadType as never;
}

/**
 * A mutation that answers this payload. It is `@Mutation` with a check by the compiler: the method must return the
 * payload that the schema promises.
 */
export const Writes =
  <Name extends string, Row>(payload: PayloadClass<Name, Row>, { description }: { readonly description: string }) =>
  <Method extends (...args: never[]) => Promise<Payload<Name, Row>>>(
    target: object,
    key: string,
    descriptor: TypedPropertyDescriptor<Method>,
  ): void => {
    Mutation(() => payload, { description })(target, key, descriptor);
    Extensions({ writes: true })(target, key, descriptor);
  };
