import { describedEnum } from './described-enum.js';

/** The roles that a grant can give an account at a place. */
export enum GrantRole {
  CITY_COMMITTEE = 'CITY_COMMITTEE',
  CITY_ADMIN = 'CITY_ADMIN',
  STREET_CPPCC_LIAISON = 'STREET_CPPCC_LIAISON',
  STREET_PARTY_OFFICE = 'STREET_PARTY_OFFICE',
  CONVENER = 'CONVENER',
  CLERK = 'CLERK',
  OBSERVER = 'OBSERVER',
}
describedEnum(GrantRole, 'GrantRole', 'What an account may do at the place of its grant.', {
  CITY_COMMITTEE:
    "City CPPCC committee 市政协: reads its whole city and compares its rooms, but edits no community's record.",
  CITY_ADMIN: 'City administrator 市级管理员: manages places, rooms, accounts and procedures.',
  STREET_CPPCC_LIAISON: "Street CPPCC liaison 政协工委联络员: guides the street's rooms and follows up.",
  STREET_PARTY_OFFICE:
    "The street's Party and administration office 党政办公室: records its Party body's decisions and hands out items.",
  CONVENER: 'Convener 召集人 of a room: leads its deliberation; own place only.',
  CLERK: 'Clerk 记录员 of a room: records what happens; own place only.',
  OBSERVER: 'Observer 观察员: reads records at or below the place of the grant, and changes nothing.',
});
