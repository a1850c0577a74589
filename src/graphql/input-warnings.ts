import { type GraphQLInputType, getNullableType, isInputObjectType, isListType, isScalarType } from 'graphql';
import type { Warning } from '../kernel/payload.js';
import { type ImpreciseDateInput, lastDayOf } from '../kernel/imprecise-date.js';
import type { Message } from '../kernel/message.js';
import { kernelMessages } from '../kernel/messages.js';
import { type PrivateNumberKind, privateNumbersIn } from '../kernel/private-numbers.js';

type Path = readonly string[];
interface InputVisitor {
  text?(value: string, path: Path): void;
  /** `to` is the last day that the date can mean. */
  day?(to: string, path: Path): void;
}

/** Input fields that are no free text, each with its reason. */
export const NO_FREE_TEXT: Readonly<Record<string, string>> = {
  phone: "a contact's number, which only the room reads",
  username: 'the name of an account',
  password: 'a secret',
  oldPassword: 'a secret',
  newPassword: 'a secret',
  placeCode: 'an official code',
  within: 'an official code',
};

/** Visits texts and days of an input, as the schema declares them. */
export function visitInput(type: GraphQLInputType, value: unknown, visitor: InputVisitor, path: Path): void {
  const nullable = getNullableType(type) as GraphQLInputType;
  if (value === null || value === undefined) return;
  if (isListType(nullable)) {
    for (const [index, item] of (value as unknown[]).entries())
      visitInput(nullable.ofType as GraphQLInputType, item, visitor, [...path, String(index)]);
  } else if (isInputObjectType(nullable)) {
    if (nullable.name === 'ImpreciseDateInput') visitor.day?.(lastDayOf(value as ImpreciseDateInput), path);
    else
      for (const field of Object.values(nullable.getFields()))
        if (!(field.name in NO_FREE_TEXT))
          visitInput(field.type, (value as Record<string, unknown>)[field.name], visitor, [...path, field.name]);
  } else if (isScalarType(nullable)) {
    if (nullable.name === 'String') visitor.text?.(String(value), path);
    else if (nullable.name === 'LocalDate') visitor.day?.(String(value), path);
  }
}

const TEXTS: Readonly<Record<PrivateNumberKind, { readonly code: string; readonly text: Message }>> = {
  PHONE_NUMBER: { code: 'PHONE_NUMBER_IN_TEXT', text: kernelMessages.phoneInText },
  IDENTITY_NUMBER: { code: 'IDENTITY_NUMBER_IN_TEXT', text: kernelMessages.identityInText },
};

type Say = (text: Message) => string;

/** One warning for each text and kind of number. No warning repeats the number. */
export function textWarnings(type: GraphQLInputType, input: unknown, say: Say): Warning[] {
  const warnings: Warning[] = [];
  const text = (value: string, path: Path): void => {
    for (const kind of new Set(privateNumbersIn(value).map((found) => found.kind)))
      warnings.push({ code: TEXTS[kind].code, message: say(TEXTS[kind].text), path });
  };
  visitInput(type, input, { text }, ['input']);
  return warnings;
}

export interface InputDay {
  readonly to: string;
  readonly path: Path;
}
export function daysIn(type: GraphQLInputType, input: unknown): InputDay[] {
  const days: InputDay[] = [];
  visitInput(type, input, { day: (to, path) => void days.push({ to, path }) }, ['input']);
  return days;
}

export const foundingWarnings = (days: readonly InputDay[], founded: string | null, say: Say): Warning[] =>
  days
    .filter(({ to }) => founded !== null && to < founded)
    .map(({ to, path }) => ({
      code: 'DATE_BEFORE_FOUNDING',
      message: say(kernelMessages.dateBeforeFounding(to, founded!)),
      path,
    }));
