import { describedEnum } from '../../kernel/described-enum.js';
import type { Scope } from '../../kernel/viewer.js';

export const ScopeEnum = {
  COMPARISON_READ: 'COMPARISON_READ',
  RECORD_READ: 'RECORD_READ',
  RECORD_WRITE: 'RECORD_WRITE',
} as const satisfies { [K in Scope]: K };
describedEnum(ScopeEnum, 'Scope', 'What a service token may do, within the rights of its grant.', {
  COMPARISON_READ: 'Comparisons of rooms 比较数据: figures, without the records they come from.',
  RECORD_READ: 'Everything the grant may read 读取记录.',
  RECORD_WRITE: 'Everything the grant may write 写入记录. Reading also needs RECORD_READ.',
});
