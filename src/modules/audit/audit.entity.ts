import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { GrantRole } from '../../kernel/grant-role.js';
import { Node, Placed } from '../../kernel/record.js';

/**
 * Append-only for the application: it may insert and read, never change. Has no foreign keys, so that nothing it names
 * can hold it back.
 */
@ObjectType('AuditEvent', {
  implements: Node,
  simpleResolvers: true,
  description: 'One write: who did what, when, from where. Kept at least 180 days.',
})
@Entity('audit_event', { comment: 'PLACED' })
@Index('ix_audit_event_at', ['cityId', 'at', 'id'])
export class AuditEvent extends Placed {
  @Column('timestamptz', { default: () => 'now()' })
  @Field(() => GraphQLDateTimeISO, { description: 'When.' })
  at!: Date;
  @Column('uuid')
  accountId!: string;
  @Column('text')
  @Field(() => String, { description: 'Name shown of the account that did it, as it was then.' })
  actor!: string;
  @Column('text')
  @Field(() => GrantRole, { description: 'The role it acted under.' })
  role!: GrantRole;
  @Column('uuid')
  grantId!: string;
  @Column('text')
  @Field(() => String, { description: 'The mutation, e.g. topicApprove.' })
  action!: string;
  @Column('text')
  @Field(() => String, { description: 'Type of the object it was done to, e.g. Topic.' })
  objectType!: string;
  @Column('uuid')
  objectId!: string;
  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'On whose behalf 代谁.' })
  onBehalfOf!: string | null;
  @Column('text')
  address!: string;
  @Column('text')
  @Field(() => String, { description: "Id of the request, as in the server's log." })
  requestId!: string;
}

/** The key comes first in its transaction: a second request with the same key waits, then replays. */
@Entity('idempotency_key', { comment: 'ACCOUNT' })
export class IdempotencyKey {
  @PrimaryColumn('uuid')
  cityId!: string;
  @PrimaryColumn('uuid')
  accountId!: string;
  @PrimaryColumn('text')
  key!: string;
  @PrimaryColumn('text')
  field!: string;
  @Column('text')
  requestHash!: string;
  @Column('text', { nullable: true })
  objectType!: string | null;
  @Column('uuid', { nullable: true })
  objectId!: string | null;
  @Column('int', { nullable: true })
  objectVersion!: number | null;
  @Column('timestamptz', { default: () => 'now()' })
  createdAt!: Date;
}
