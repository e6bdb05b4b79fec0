import { describe, expect, it } from 'vitest';
import { readSettings } from '../../settings.ts';
import { readProviders } from './provider-settings.ts';

const ONE = {
  CCHC_OIDC_VNEID_ISSUER: 'https://id.example.gov.vn',
  CCHC_OIDC_VNEID_CLIENT_ID: 'cchc',
  CCHC_OIDC_VNEID_CLIENT_SECRET: 'x',
  CCHC_OIDC_VNEID_NAME: 'VNeID',
};

describe('nhà cung cấp đăng nhập', () => {
  it('đọc được một, hai; mặc định không tin thư điện tử của ai', () => {
    const two = { CCHC_OIDC_1_ISSUER: 'http://127.0.0.1:9000', CCHC_OIDC_1_CLIENT_ID: 'a', CCHC_OIDC_1_CLIENT_SECRET: 'b', CCHC_OIDC_1_NAME: 'Cổng tỉnh', CCHC_OIDC_1_AUTH: 'post', CCHC_OIDC_1_LINK_BY_EMAIL: 'yes' }; // prettier-ignore
    expect(readProviders({ ...ONE, ...two, PATH: '/bin', CCHC_VAR: 'x' })).toEqual({
      problems: [],
      providers: [
        { key: '1', issuer: 'http://127.0.0.1:9000', clientId: 'a', clientSecret: 'b', name: 'Cổng tỉnh', authentication: 'post', linkByEmail: true },
        { key: 'vneid', issuer: 'https://id.example.gov.vn', clientId: 'cchc', clientSecret: 'x', name: 'VNeID', authentication: 'basic', linkByEmail: false },
      ],
    }); // prettier-ignore
    expect(readProviders({})).toEqual({ providers: [], problems: [] });
  });

  it.each([
    [{ CCHC_OIDC_VNEID_CLIENT_ID: '' }, ['CCHC_OIDC_VNEID_CLIENT_ID']],
    [{ CCHC_OIDC_VNEID_ISSUER: 'http://id.example.gov.vn' }, ['CCHC_OIDC_VNEID_ISSUER']],
    [{ CCHC_OIDC_VNEID_ISSUER: 'http://127.0.0.1.evil.example' }, ['CCHC_OIDC_VNEID_ISSUER']],
    [{ CCHC_OIDC_VNEID_ISSUER: 'https://u:p@id.example' }, ['CCHC_OIDC_VNEID_ISSUER']],
    [{ CCHC_OIDC_VNEID_LINK_BY_EMAIL: 'đúng' }, ['CCHC_OIDC_VNEID_LINK_BY_EMAIL']],
    [{ CCHC_OIDC_VNEID_SECRET: 'x' }, ['CCHC_OIDC_VNEID_SECRET']],
    [{ CCHC_OIDC_X_ISSUER: 'https://a.example' }, ['CCHC_OIDC_X_CLIENT_ID', 'CCHC_OIDC_X_CLIENT_SECRET', 'CCHC_OIDC_X_NAME']],
    [{ ...Object.fromEntries(Object.entries(ONE).map(([name, value]) => [name.replace('VNEID', 'Z'), value])) }, ['CCHC_OIDC_Z_ISSUER']],
  ])('%j: nêu tên biến sai', (more, names) => {
    const { problems } = readProviders({ ...ONE, ...more });
    expect(problems.map(([name]) => name)).toEqual(names);
  }); // prettier-ignore

  it('không có địa chỉ công khai thì không khởi động: nhà cung cấp không biết trả về đâu', () => {
    expect(() => readSettings(ONE)).toThrow(expect.objectContaining({ fields: { ORIGIN: expect.any(String) } }));
    expect(readSettings({ ...ONE, ORIGIN: 'https://cchc.example' }).providers).toHaveLength(1);
    expect(() => readSettings({ ...ONE, CCHC_OIDC_VNEID_NAME: '' })).toThrow(/CCHC_OIDC_VNEID_NAME/);
  });
});
