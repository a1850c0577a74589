/** A text in both languages: Chinese first, English second. */
export interface Message {
  readonly zh: string;
  readonly en: string;
}

export const message = (zh: string, en: string): Message => ({ zh, en });
