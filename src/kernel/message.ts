import { registerEnumType } from 'type-graphql';

/** The languages people read: Chinese first, English second. */
export enum Lang {
  ZH_HANS = 'ZH_HANS',
  EN = 'EN',
}
registerEnumType(Lang, {
  name: 'Lang',
  description: 'A language for display texts.',
  valuesConfig: {
    ZH_HANS: { description: 'Simplified Chinese 简体中文 (the default).' },
    EN: { description: 'English 英文.' },
  },
});

/** A text people read, in both languages. */
export interface Message {
  readonly zh: string;
  readonly en: string;
}

export const message = (zh: string, en: string): Message => ({ zh, en });

export const inLang = (text: Message, lang: Lang): string => (lang === Lang.EN ? text.en : text.zh);

/** Chinese first, English behind it: for places that know no language (terminals, logs). */
export const inBoth = (text: Message): string => `${text.zh} / ${text.en}`;
