import { Ctx, FieldResolver, Root } from 'type-graphql';
import type { Located, Policy } from './policy.js';
import { Reads, fromRow } from './relation.js';
import type { RequestContext } from './request-context.js';

type RowClass<Row> = abstract new (...args: never[]) => Row;
type Column<Row> = keyof Row & string;
type FieldName = `viewerCan${string}`;

export interface Right<Row> {
  readonly description: string;
  /** The columns that `can` uses. Without them the read planner cannot plan the field. */
  readonly reads?: readonly Column<Row>[];
  readonly can: (ctx: RequestContext, row: Row) => boolean | Promise<boolean>;
}

/**
 * Class decorator of a resolver: adds `viewerCan…` fields that one policy decides from the row alone. The mutations use
 * the same policy.
 * Each entry names an action of the policy and the description of the field.
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

/** As `ViewerCan`, for rights that need more than the row and one policy. */
export const ViewerCanWhen =
  <Row extends object>(_type: RowClass<Row>, fields: Readonly<Record<FieldName, Right<Row>>>): ClassDecorator =>
  ({ prototype }) => {
    for (const [name, right] of Object.entries<Right<Row>>(fields)) addField(prototype as object, name, right);
  };

/** Adds a field resolver, as type-graphql's decorators on a method would. */
function addField<Row>(prototype: object, name: string, { description, reads, can }: Right<Row>): void {
  const method = { value: (row: Row, ctx: RequestContext) => can(ctx, row) };
  Object.defineProperty(prototype, name, method);
  FieldResolver(() => Boolean, { description })(prototype, name, method);
  if (reads) Reads(fromRow(...reads))(prototype, name, method);
  Root()(prototype, name, 0);
  Ctx()(prototype, name, 1);
}
