import { Ctx, FieldResolver, Root } from 'type-graphql';
import type { Located, Policy } from './policy.js';
import { Reads, fromRow } from './relation.js';
import type { RequestContext } from './request-context.js';

type RowClass<Row> = abstract new (...args: never[]) => Row;
type Column<Row> = keyof Row & string;
type FieldName = `viewerCan${string}`;

export interface Right<Row> {
  readonly description: string;
  /** The columns that `can` looks at. Without them the read planner leaves the field to its resolver. */
  readonly reads?: readonly Column<Row>[];
  readonly can: (ctx: RequestContext, row: Row) => boolean | Promise<boolean>;
}

/**
 * The `viewerCan…` fields of a type where its row alone decides: the policy that guards the mutations answers.
 * Each field names an action of the policy and its description. Stands on a resolver class of the type.
 */
export const ViewerCan = <Row extends Located, Action extends string>(
  type: RowClass<Row>,
  policy: Policy<Row, Action>,
  reads: readonly Column<Row>[],
  fields: Readonly<Record<FieldName, readonly [action: Action, description: string]>>,
): ClassDecorator =>
  ViewerCanWhen(
    type,
    Object.fromEntries(
      Object.entries(fields).map(([name, [action, description]]) => [
        name,
        { description, reads, can: ({ viewer }: RequestContext, row: Row) => policy.can(action, viewer, row) },
      ]),
    ),
  );

/** The same where it takes more than the row and one policy. */
export const ViewerCanWhen =
  <Row extends object>(_type: RowClass<Row>, fields: Readonly<Record<FieldName, Right<Row>>>): ClassDecorator =>
  ({ prototype }) => {
    for (const [name, right] of Object.entries<Right<Row>>(fields)) addField(prototype as object, name, right);
  };

/** A field resolver, declared as a method with type-graphql's decorators would be. */
function addField<Row>(prototype: object, name: string, { description, reads, can }: Right<Row>): void {
  const method = { value: (row: Row, ctx: RequestContext) => can(ctx, row) };
  Object.defineProperty(prototype, name, method);
  FieldResolver(() => Boolean, { description })(prototype, name, method);
  if (reads) Reads(fromRow(...reads))(prototype, name, method);
  Root()(prototype, name, 0);
  Ctx()(prototype, name, 1);
}
