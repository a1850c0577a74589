import { GraphQLLocalDate } from '../../kernel/local-date.js';
import { Field, ID, InputType, Int } from 'type-graphql';
import { GrantRole } from '../../kernel/grant-role.js';
import type { Scope } from '../../kernel/viewer.js';
import { ScopeEnum } from './scope.enums.js';

@InputType({ description: 'A new account with its first grant.' })
export class AccountCreateInput {
  @Field(() => String, {
    description: 'Name to sign in with: 3 to 40 of a–z, 0–9 and hyphens. It must be unique on this server.',
  })
  username!: string;
  @Field(() => String, { description: 'Name to show; 1 to 50 characters.' })
  displayName!: string;
  @Field(() => String, {
    description: 'First password: 10 to 200 characters. The person changes it with passwordChange.',
  })
  password!: string;
  @Field(() => GrantRole, { description: 'The role of the first grant.' })
  role!: GrantRole;
  @Field(() => String, { description: 'Official code of the place of the first grant.' })
  placeCode!: string;
}

@InputType({ description: 'An account to disable.' })
export class AccountDisableInput {
  @Field(() => ID, { description: 'The account.' })
  id!: string;
  @Field(() => Int, { description: 'The version of the account that was read.' })
  expectedVersion!: number;
}

@InputType({ description: 'A further role for an account.' })
export class GrantGiveInput {
  @Field(() => ID, { description: 'The account.' })
  accountId!: string;
  @Field(() => GrantRole, { description: 'The role.' })
  role!: GrantRole;
  @Field(() => String, { description: 'Official code of the place of the grant.' })
  placeCode!: string;
}

@InputType({ description: 'A grant to revoke.' })
export class GrantRevokeInput {
  @Field(() => ID, { description: 'The grant.' })
  id!: string;
}

@InputType({ description: 'A token for a program of another system.' })
export class ServiceTokenIssueInput {
  @Field(() => ID, { description: 'The grant that the token uses.' })
  grantId!: string;
  @Field(() => [ScopeEnum], { description: 'The scopes of the token; at least one.' })
  scopes!: Scope[];
  @Field(() => String, { description: 'The purpose of the token; 1 to 100 characters.' })
  label!: string;
  @Field(() => GraphQLLocalDate, { description: 'Last valid day (Asia/Shanghai), at most two years ahead.' })
  expiresOn!: string;
}

@InputType({ description: 'A service token to revoke.' })
export class ServiceTokenRevokeInput {
  @Field(() => ID, { description: 'The token.' })
  id!: string;
}
