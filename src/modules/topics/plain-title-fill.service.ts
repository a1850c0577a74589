import { fillsPlainForm } from '../places/plain-form-fill.service.js';

export const fillPlainTitles = fillsPlainForm({
  table: 'topic',
  text: 'title',
  plain: 'plain_title',
  check: 'ck_topic_plain_title',
});
