import { Arg } from 'type-graphql';
import { Lang } from '../../../../kernel/message.js';

/** The argument of every display text. */
export const InLang = () =>
  Arg('lang', () => Lang, {
    defaultValue: Lang.ZH_HANS,
    description: 'The language; Chinese by default.',
  }) as ParameterDecorator;
