import type { Permission } from '../identity/permissions.ts';

/** What may be done with indicators, and by whom; figures are entered by a body's own people for that body. */
export const INDICATOR_PERMISSIONS = {
  define: { action: 'indicators.define', label: 'định nghĩa chỉ số', roles: ['plan-owner', 'administrator'] },
  enter: {
    action: 'indicators.enter',
    label: 'nhập số liệu chỉ số',
    roles: ['officer', 'head', 'plan-owner', 'administrator'],
    scoped: true,
  },
  confirm: { action: 'indicators.confirm', label: 'xác nhận số liệu chỉ số', roles: ['plan-owner', 'administrator'] },
} as const satisfies Record<string, Permission>;
