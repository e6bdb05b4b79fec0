import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../refusal.ts';
import type { Registry } from './model.ts';
import { readRegistry } from './registry-data.ts';

/** The province whose data ships with the platform. */
export const SAMPLE_FOLDER = join('data', 'khanh-hoa');

/**
 * Reads and checks a province's registry from its folder: organisations.json, successions.json, collectives.json.
 * @throws Refusal that names the file and what is wrong in it
 */
export function readRegistryFolder(folder: string = SAMPLE_FOLDER): Registry {
  const read = (name: string): unknown => {
    try {
      return JSON.parse(readFileSync(join(folder, name), 'utf8'));
    } catch (cause) {
      throw new Refusal('organisations.unreadable', `Không đọc được danh mục cơ quan trong ${name}.`, {
        where: join(folder, name),
        remedy: 'Kiểm tra thư mục dữ liệu của tỉnh có đủ ba tệp JSON đúng cú pháp.',
        cause,
      });
    }
  };
  return readRegistry({
    organisations: read('organisations.json'),
    successions: read('successions.json'),
    collectives: read('collectives.json'),
  });
}
