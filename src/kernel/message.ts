import { registerEnumType } from 'type-graphql';

/** The languages of texts for people. Chinese is the default. */
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

/** A text for people, in both languages. */
export interface Message {
  readonly zh: string;
  readonly en: string;
}

export const message = (zh: string, en: string): Message => ({ zh, en });

export const inLang = (text: Message, lang: Lang): string => (lang === Lang.EN ? text.en : text.zh);

/** Chinese, then English: for output without a known language, such as terminals and logs. */
export const inBoth = (text: Message): string => `${text.zh} / ${text.en}`;
