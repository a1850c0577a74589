import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';
import { Node } from '../../kernel/record.js';
import type { Scope } from '../../kernel/viewer.js';
import { ScopeEnum } from './scope.enums.js';

/** No table of TypeORM's: tokens are reached through functions alone, and only their hashes are stored. */
@ObjectType('ServiceToken', {
  implements: Node,
  simpleResolvers: true,
  description:
    'A token for a program of another system, acting under one grant within its scopes. Seen by the city ' +
    'administrator only.',
})
export class ServiceToken extends Node {
  grantId!: string;
  @Field(() => String, { description: 'What it is for.' })
  label!: string;
  @Field(() => [ScopeEnum], { description: 'What it may be used for.' })
  scopes!: Scope[];
  @Field(() => GraphQLDateTimeISO, { description: 'When it was issued.' })
  createdAt!: Date;
  @Field(() => GraphQLDateTimeISO, { description: 'When it ends.' })
  expiresAt!: Date;
  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it was revoked; null while it was not.' })
  revokedAt!: Date | null;
}
