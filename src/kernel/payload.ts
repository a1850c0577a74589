import { Extensions, Field, Mutation, ObjectType } from 'type-graphql';

@ObjectType('UserError', {
  simpleResolvers: true,
  description: 'An error that the user can correct. Nothing was stored.',
})
export class UserErrorPayload {
  @Field(() => String, { description: 'A stable code, e.g. REASON_MISSING. docs/errors.md lists all codes.' })
  code!: string;
  @Field(() => String, {
    description: 'What is wrong and how to correct it, in the language of Accept-Language. The default is Chinese.',
  })
  message!: string;
  @Field(() => [String], { description: 'The path to the wrong input field, e.g. ["input", "dueOn"].' })
  path!: readonly string[];
}

@ObjectType('Warning', {
  simpleResolvers: true,
  description: 'Something in the input that should be looked at again. It was stored as entered.',
})
export class Warning {
  @Field(() => String, { description: 'A stable code, e.g. PHONE_NUMBER_IN_TEXT. docs/errors.md lists all codes.' })
  code!: string;
  @Field(() => String, {
    description: 'What was noticed and what would be right, in the language of Accept-Language.',
  })
  message!: string;
  @Field(() => [String], { description: 'The path to the input field, e.g. ["input", "minutes"].' })
  path!: readonly string[];
}

/** What the resolver of a mutation returns: the written row, under the field name of the payload. */
export type Payload<Name extends string, Row> = { readonly [name in Name]: Row };

export interface PayloadClass<Name extends string, Row> {
  new (): Payload<Name, Row>;
  /** Makes the payload of a successful write. graphql/mutation-runner.ts adds `errors` and `warnings`. */
  of(row: Row): Payload<Name, Row>;
}

/**
 * Makes the payload class of a mutation, with the object in a nullable field, `errors` and `warnings`.
 * `Written` is the part of the row that the resolver returns. The mutation runner reads the whole row.
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
      description: 'The object after the write. Null if the write was refused; on CONFLICT, the current state.',
    })
    object!: object | null;
    @Field(() => [UserErrorPayload], { description: 'What the user must correct. Empty on success.' })
    errors!: readonly UserErrorPayload[];
    @Field(() => [Warning], { description: 'What was stored and should be looked at again. Empty if it was refused.' })
    warnings!: readonly Warning[];
  }
  return PayloadType as never;
}

/** `@Mutation` with one more check by the compiler: the method must return the payload that the schema promises. */
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
