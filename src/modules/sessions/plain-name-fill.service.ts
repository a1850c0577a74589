import { fillsPlainForm } from '../places/plain-form-fill.service.js';

/** The triggers of names count the people of a filled batch again. */
export const fillPlainNames = fillsPlainForm({
  table: 'attendance_person',
  text: 'name',
  plain: 'plain_name',
  check: 'ck_attendance_person_plain_name',
});
