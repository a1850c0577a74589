import { GraphQLDateTimeISO } from 'graphql-scalars';
import { ArgsType, Field, ObjectType } from 'type-graphql';
import { PageArgs, connectionOf } from '../../kernel/connection.js';

@ArgsType()
export class PrivacyFindingsArgs extends PageArgs {
  @Field(() => String, {
    description: 'Official code of a place; the records on it and below it are looked at.',
  })
  within!: string;
}

@ObjectType('PrivacyFinding', {
  simpleResolvers: true,
  description: 'A text that holds a telephone or identity number 文字中的个人号码. It does not repeat the number.',
})
export class PrivacyFinding {
  type!: string;
  id!: string;
  placeId!: string;
  @Field(() => String, { description: 'The field of the record that holds the text, e.g. "minutes".' })
  field!: string;
  @Field(() => Boolean, { description: 'Whether it holds a telephone number.' })
  isPhone!: boolean;
  @Field(() => Boolean, { description: 'Whether it holds the number of an identity card.' })
  isIdentity!: boolean;
  @Field(() => GraphQLDateTimeISO, { description: 'When the record was entered.' })
  enteredAt!: Date;
}

export const PrivacyFindings = connectionOf(PrivacyFinding, 'PrivacyFinding');
