import { describe, expect, it } from 'vitest';
import { networkOf } from './attempts.ts';
import { deviceOf } from './device.ts';
import type { IsoDate } from '../calendar/dates.ts';
import { actorOf, emailKey, heldEverywhere, visitor, weightiest } from './model.ts';
import { may, ROLES, type Permission } from './permissions.ts';

const anything: Permission = { action: 'test.any', label: 'làm gì đó', roles: ROLES };

describe('ai đang làm', () => {
  it('chữ lạ trong danh sách vai trò không thành vai trò nào', () => {
    expect(weightiest(['system', 'Administrator', '', '__proto__'])).toBe('citizen');
    expect(weightiest(['reader', 'inspector', 'officer'])).toBe('inspector');
  });

  const account = { id: 'a1', name: 'Lê Hà', email: 'ha@x.vn' };
  const post = (title: string, organisation: string, organisationName: string) => ({
    title,
    organisation,
    organisationName,
  });
  const deputy = post('Phó Giám đốc', 'so-noi-vu', 'Sở Nội vụ');
  const until = '2025-11-30' as IsoDate;

  it('người đã đăng nhập mang vai trò, cơ quan và chức vụ của mình', () => {
    expect(actorOf(account, { positions: [deputy], delegations: [], grants: heldEverywhere('officer') }, 'r1')).toEqual(
      {
        id: 'a1',
        name: 'Lê Hà',
        position: 'Phó Giám đốc, Sở Nội vụ',
        roles: ['citizen', 'officer'],
        grants: [
          { role: 'citizen', organisation: null, scope: null, until: null, via: 'account' },
          { role: 'officer', organisation: null, scope: null, until: null, via: 'grant' },
        ],
        organisationKey: 'so-noi-vu',
        organisationKeys: ['so-noi-vu'],
        requestId: 'r1',
      },
    );
  });

  it.each([
    [[], [], 'Quản trị hệ thống'],
    [[deputy], [], 'Phó Giám đốc, Sở Nội vụ'],
    [
      [deputy],
      [{ ...post('Giám đốc', 'so-noi-vu', 'Sở Nội vụ'), until }],
      'Phó Giám đốc, Sở Nội vụ; thay Giám đốc theo ủy quyền đến 30/11/2025',
    ],
    [
      [deputy],
      [{ ...post('Giám đốc', 'so-y-te', 'Sở Y tế'), until }],
      'Phó Giám đốc, Sở Nội vụ; thay Giám đốc, Sở Y tế theo ủy quyền đến 30/11/2025',
    ],
    [[deputy, post('Ủy viên', 'ban-chi-dao', 'Ban Chỉ đạo')], [], 'Phó Giám đốc, Sở Nội vụ; Ủy viên, Ban Chỉ đạo'],
  ])('chức vụ thành lời (%#)', (positions, delegations, words) => {
    expect(actorOf(account, { positions, delegations, grants: heldEverywhere('administrator') }, null).position).toBe(
      words,
    );
  });

  it('khách không làm được việc nào cần vai trò', () => {
    expect(may(visitor('r1'), anything)).toEqual({ allowed: false, reason: 'not-signed-in' });
  });

  it.each([' Ha@X.VN ', 'ha@x.vn'])('thư điện tử “%s” là một', (email) => expect(emailKey(email)).toBe('ha@x.vn'));
});

describe('nơi gửi đến được đếm theo', () => {
  it.each([
    ['10.1.2.3', '10.1.2.3'],
    ['::ffff:10.1.2.3', '10.1.2.3'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:0001:0002::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['không rõ', 'không rõ'],
  ])('%s: %s', (address, network) => expect(networkOf(address)).toBe(network));
});

describe('tên thiết bị', () => {
  const mozilla = 'Mozilla/5.0';
  it.each([
    [
      `${mozilla} (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36`,
      'Chrome, Windows',
    ],
    [`${mozilla} (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0`, 'Edge, Windows'],
    [
      `${mozilla} (Windows NT 10.0) AppleWebKit/537.36 coc_coc_browser/120.0 Chrome/126 Safari/537.36`,
      'Cốc Cốc, Windows',
    ],
    [
      `${mozilla} (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile Safari/604.1`,
      'Safari, iOS',
    ],
    [
      `${mozilla} (Linux; Android 14; SM-A055F) AppleWebKit/537.36 Chrome/139.0 Mobile Safari/537.36`,
      'Chrome, Android',
    ],
    [`${mozilla} (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0`, 'Firefox, Linux'],
    ['curl/8.5.0', null],
    ['', null],
    [null, null],
  ])('%s', (userAgent, device) => expect(deviceOf(userAgent)).toBe(device));
});
