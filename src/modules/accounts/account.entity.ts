import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Field, Int, ObjectType } from 'type-graphql';
import { Check, Column, Entity, Index } from 'typeorm';
import { oneOf } from '../../kernel/described-enum.js';
import { GrantRole } from '../../kernel/grant-role.js';
import { PlacedAt, RefersTo } from '../../kernel/placed-at.js';
import { Node, Placed } from '../../kernel/record.js';
import { WithoutRecords } from '../../kernel/record-scope.js';
import { Place } from '../places/place.entity.js';

@WithoutRecords()
@ObjectType('Account', {
  implements: Node,
  simpleResolvers: true,
  description: 'The account of a person, in one city.',
})
@Entity('account', { comment: 'ACCOUNT' })
@Index('ux_account_username', ['cityId', 'username'], { unique: true })
export class Account extends Node {
  @Column('text')
  @Field(() => String, { description: 'Name to sign in with. It is unique on this server.' })
  username!: string;
  @Column('text')
  @Field(() => String, { description: 'Name to show.' })
  displayName!: string;
  @Column('boolean', { default: false })
  @Field(() => Boolean, { description: 'True for the accounts of the demonstration 演示账号.' })
  isDemo!: boolean;
  @Column('timestamptz', { nullable: true })
  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it was disabled; null while it may sign in.' })
  disabledAt!: Date | null;
  @Column('int', { default: 1 })
  @Field(() => Int, {
    description: 'Starts at 1 and grows by 1 with each change. An update must give the version that was read.',
  })
  version!: number;
  @Column('timestamptz', { default: () => 'now()' })
  changedAt!: Date;
}

@WithoutRecords()
@ObjectType('Grant', {
  implements: Node,
  simpleResolvers: true,
  description: 'A role at a place, given to an account.',
})
@Entity('access_grant', { comment: 'ACCOUNT' })
@PlacedAt(() => Place)
@RefersTo(() => Account, 'accountId')
@Check('ck_access_grant_role', oneOf('role', GrantRole))
@Index('ix_access_grant_account', ['cityId', 'accountId'])
export class Grant extends Placed {
  @Column('uuid')
  accountId!: string;
  @Column('text')
  @Field(() => GrantRole, { description: 'The role.' })
  role!: GrantRole;
  @Column('timestamptz', { nullable: true })
  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it was revoked; null while it is valid.' })
  revokedAt!: Date | null;
  @Column('int', { default: 1 })
  version!: number;
  @Column('timestamptz', { default: () => 'now()' })
  changedAt!: Date;
}
