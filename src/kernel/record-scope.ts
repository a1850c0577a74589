import { Extensions } from 'type-graphql';

/**
 * Class decorator: objects of this type are not records of deliberation. A service token may read them without the
 * scope RECORD_READ.
 * All other types with an id need that scope. The scope of a root field does not cover the objects below it.
 */
export const WithoutRecords = (): ClassDecorator => Extensions({ withoutRecords: true }) as ClassDecorator;
