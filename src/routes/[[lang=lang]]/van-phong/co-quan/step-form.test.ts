import { describe, expect, it } from 'vitest';
import type { StepKind } from '#kernel/organisations/reorganisation/model.ts';
import type { FormValues } from '../forms.ts';
import { keyFrom, readStep } from './step-form.ts';

const keyOf = {
  body: (name: string) => keyFrom(name, () => false),
  function: (name: string) => keyFrom(name, () => false),
};

describe('khóa từ tên', () => {
  it.each([
    ['Sở Nông nghiệp và Môi trường', 'so-nong-nghiep-va-moi-truong'],
    ['Sở VH, TT&DL', 'so-vh-tt-dl'],
    ['Đặc khu Trường Sa', 'dac-khu-truong-sa'],
    ['?', 'co-quan-moi'],
    ['a'.repeat(200), 'a'.repeat(110)],
  ])('%s', (name, key) => expect(keyFrom(name, () => false)).toBe(key));

  it('khóa đã có thì thêm số', () => {
    const taken = new Set(['so-y-te', 'so-y-te-2']);
    expect(keyFrom('Sở Y tế', (key) => taken.has(key))).toBe('so-y-te-3');
  });
});

describe('một bước từ biểu mẫu', () => {
  it.each<[StepKind, FormValues, unknown]>([
    ['create', { name: 'Sở Mới', shortName: '', level: 'province', kind: 'department', parentKey: 'ubnd-tinh' }, { step: 'create', key: 'so-moi', name: 'Sở Mới', shortName: null, aliases: [], code: null, level: 'province', kind: 'department', parentKey: 'ubnd-tinh', area: null }],
    ['create', { name: 'Sở Mới', code: ' H32.9 ', aliases: 'SM\n\n Sở M ', area: ' các xã A,\n B ', level: 'province', kind: 'department' }, { step: 'create', key: 'so-moi', name: 'Sở Mới', shortName: null, aliases: ['SM', 'Sở M'], code: 'H32.9', level: 'province', kind: 'department', parentKey: null, area: 'các xã A, B' }],
    ['rename', { key: 'so-a', name: 'Sở B', shortName: 'SB' }, { step: 'rename', key: 'so-a', name: 'Sở B', shortName: 'SB' }],
    ['merge', { 'keys.0': 'so-a', 'keys.3': 'so-b', into: 'so-c' }, { step: 'merge', keys: ['so-a', 'so-b'], into: 'so-c', area: null }],
    ['merge', { 'keys.0': 'so-a', into: 'so-c', area: 'hai xã' }, { step: 'merge', keys: ['so-a'], into: 'so-c', area: 'hai xã' }],
    ['split', { key: 'so-a', 'function.0': 'lao-dong', 'to.0': 'so-b', 'function.1': 'phan-con-lai', 'to.1': 'so-c', 'newFunction.2': 'Việc làm', 'to.2': 'so-d' }, { step: 'split', key: 'so-a', continues: false, area: null, parts: [{ function: 'lao-dong', to: 'so-b' }, { function: null, to: 'so-c' }, { function: 'viec-lam', to: 'so-d' }] }],
    ['split', { key: 'so-a', continues: 'on' }, { step: 'split', key: 'so-a', continues: true, parts: [], area: null }],
    ['abolish', { key: 'so-a' }, { step: 'abolish', key: 'so-a' }],
    ['move', { key: 'so-a', parentKey: '' }, { step: 'move', key: 'so-a', parentKey: null }],
    ['upgrade', { key: 'so-a', level: 'province', kind: 'other', name: '' }, { step: 'upgrade', key: 'so-a', level: 'province', kind: 'other', name: null, area: null }],
  ])('%s', (kind, values, step) => expect(readStep(kind, values, keyOf)).toEqual({ step })); // prettier-ignore

  it.each<[StepKind, FormValues, string]>([
    ['create', { name: ' ', level: 'province', kind: 'department' }, 'name'],
    ['upgrade', { key: 'so-a', level: 'province', kind: 'other', area: 'x'.repeat(2_001) }, 'area'],
    ['create', { name: 'Sở A', level: 'làng', kind: 'department' }, 'level'],
    ['rename', { key: '', name: 'Sở B' }, 'key'],
    ['merge', { 'keys.0': 'so-a' }, 'into'],
    ['split', { key: 'so-a', 'function.0': 'lao-dong', 'to.0': '' }, 'to.0'],
    ['split', { key: 'so-a', 'function.0': '', 'to.0': 'so-b' }, 'function.0'],
  ])('thiếu: %s %o', (kind, values, field) => {
    const read = readStep(kind, values, keyOf);
    expect('errors' in read && Object.keys(read.errors)).toContain(field);
  });
});
