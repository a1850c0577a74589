import { GrantRole } from '../../kernel/grant-role.js';
import { definePolicy } from '../../kernel/policy.js';
import type { ImplementationItem } from './implementation.entity.js';
import { ItemState, PlanKind } from './implementation.enums.js';
import { implementationMessages } from './messages.js';

const ROOM = [GrantRole.CONVENER, GrantRole.CLERK] as const;
const OFFICE = [GrantRole.STREET_PARTY_OFFICE] as const;

type Subject = Pick<ImplementationItem, 'placePath'>;
type ItemSubject = Subject & { readonly state?: ItemState };

export const ITEM_VERIFIED = {
  code: 'ITEM_VERIFIED',
  text: implementationMessages.itemVerified,
};
export const ITEM_CANCELLED = {
  code: 'ITEM_CANCELLED',
  text: implementationMessages.itemCancelled,
};

const cancelled = ({ state }: ItemSubject): typeof ITEM_CANCELLED | null =>
  state === ItemState.CANCELLED ? ITEM_CANCELLED : null;
const settled = (item: ItemSubject): typeof ITEM_VERIFIED | null =>
  item.state === ItemState.VERIFIED ? ITEM_VERIFIED : cancelled(item);

/** Whose hand may write on some item at all: what a root field asks before it knows the item. */
export const itemPolicy = definePolicy<ItemSubject>('implementationItem')({
  add: { roles: [...ROOM, ...OFFICE], at: 'AT_OR_BELOW' },
  recordEvent: { roles: [...ROOM, ...OFFICE], at: 'AT_OR_BELOW' },
  cancel: { roles: [...ROOM, ...OFFICE], at: 'AT_OR_BELOW' },
  /** The room verifies on its own, also what the street handed out. */
  verify: { roles: ROOM, at: 'OWN_PLACE', unless: cancelled },
});

export const planPolicy = definePolicy<Subject>('implementationPlan')({
  handOut: { roles: OFFICE, at: 'AT_OR_BELOW' },
  recordList: { roles: ROOM, at: 'OWN_PLACE' },
});

/** Items the street handed out. What the unit reports may reach the room first, so the room records it too. */
const streetItemPolicy = definePolicy<ItemSubject>('streetItem')({
  add: { roles: OFFICE, at: 'AT_OR_BELOW' },
  recordEvent: { roles: [...ROOM, ...OFFICE], at: 'AT_OR_BELOW' },
  cancel: { roles: OFFICE, at: 'AT_OR_BELOW', unless: settled },
});

/** Items of the community's own list: the street keeps its hands off them. */
const listItemPolicy = definePolicy<ItemSubject>('listItem')({
  add: { roles: ROOM, at: 'OWN_PLACE' },
  recordEvent: { roles: ROOM, at: 'OWN_PLACE' },
  cancel: { roles: ROOM, at: 'OWN_PLACE', unless: settled },
});

export const itemPolicyOf = (kind: PlanKind): typeof streetItemPolicy =>
  kind === PlanKind.IMPLEMENTATION_PLAN ? streetItemPolicy : listItemPolicy;
