import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';
import { Node } from '../../kernel/record.js';
import type { Scope } from '../../kernel/viewer.js';
import { ScopeEnum } from './scope.enums.js';

/** Not an entity of TypeORM. SQL functions read and write tokens, and only their hashes are stored. */
@ObjectType('ServiceToken', {
  implements: Node,
  simpleResolvers: true,
  description:
    'A token for a program of another system. It has the rights of one grant, limited by its scopes. Only the city ' +
    'administrator sees it.',
})
export class ServiceToken extends Node {
  grantId!: string;
  @Field(() => String, { description: 'The purpose of the token.' })
  label!: string;
  @Field(() => [ScopeEnum], { description: 'The scopes of the token.' })
  scopes!: Scope[];
  @Field(() => GraphQLDateTimeISO, { description: 'When it was issued.' })
  createdAt!: Date;
  @Field(() => GraphQLDateTimeISO, { description: 'When the token becomes invalid.' })
  expiresAt!: Date;
  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it was revoked; null if it was not.' })
  revokedAt!: Date | null;
}
