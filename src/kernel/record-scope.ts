import { Extensions } from 'type-graphql';

/**
 * Class decorator of an object type: it holds no records of deliberation, so a service token may see it without
 * RECORD_READ.
 * Of the types with an identity, those that do not say so need that scope: a root field's own scope says nothing of
 * what is asked below it.
 */
export const WithoutRecords = (): ClassDecorator => Extensions({ withoutRecords: true }) as ClassDecorator;
