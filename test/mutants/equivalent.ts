/**
 * Faults that change nothing a test could see, each with its reason. They are controls: the day one is found, it is no
 * longer equivalent and goes from this list.
 */
const DOOR = 'a root field asks it for the role alone; the place is asked of the policy of the kind of item';
const CITY = 'its only role is at the city, where all of the city is at or below';
const BOTH =
  "its twin gives the same roles the same: a room's own place is at or below it, and nothing is below a room's";
const SELF = "it is asked about the place of the grant, or of the city itself, which is the grant's own";

export const EQUIVALENT: Readonly<Record<string, string>> = {
  'rule implementationItem.add: anywhere in the city': DOOR,
  'rule implementationItem.recordEvent: anywhere in the city': DOOR,
  'rule implementationItem.cancel: anywhere in the city': DOOR,
  'rule evaluation.record: anywhere in the city': DOOR,
  'rule seal.seal: anywhere in the city': CITY,
  'rule comparison.compareRooms: every role': BOTH,
  'rule comparison.compareOwnRoom: every role': BOTH,
  'rule export.records: every role': BOTH,
  'rule export.ownRecords: every role': BOTH,
  'policy convener.published USING without (p.published_at IS NOT NULL)':
    'the public sees of the rooms inside the condition published ones alone',
  'rule account.keep: at its own place alone': SELF,
  'rule unit.record: at its own place alone': SELF,
  'rule procedure.adopt: at its own place alone': SELF,
  'rule comparisonSettings.adopt: at its own place alone': SELF,
  'rule export.addresses: at its own place alone': SELF,
};
