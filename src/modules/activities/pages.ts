import type { Kind } from './kinds.ts';

/** Where the things of a kind have their pages. */
const PAGES: Readonly<Record<Kind, string>> = {
  'inspection-plan': '/van-phong/kiem-tra/ke-hoach/',
  inspection: '/van-phong/kiem-tra/',
  training: '/van-phong/dao-tao/',
  initiative: '/van-phong/sang-kien/',
  commendation: '/van-phong/khen-thuong/',
  meeting: '/van-phong/hop/',
};

/** Address of a thing's page. */
export const pathOf = (kind: Kind, id: string): string => `${PAGES[kind]}${id}`;
