import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../refusal.ts';
import type { Registry } from './model.ts';
import { registryIndex } from './registry.ts';
import { readRegistry } from './registry-data.ts';
import { readReorganisations } from './reorganisation/acts-data.ts';
import type { Reorganisation } from './reorganisation/model.ts';

/** The province whose data ships with the platform. */
export const SAMPLE_FOLDER = join('data', 'khanh-hoa');

/** A province's registry, and the acts that made it what it is, oldest first. */
export interface ProvinceRegistry extends Registry {
  reorganisations: Reorganisation[];
}

/**
 * Reads and checks a province's registry from its folder: organisations.json, successions.json, collectives.json, and where
 * there are such, functions.json and reorganisations.json.
 * @throws Refusal that names the file and what is wrong in it
 */
export function readRegistryFolder(folder: string = SAMPLE_FOLDER): ProvinceRegistry {
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
  const readIfThere = (name: string): unknown => (existsSync(join(folder, name)) ? read(name) : undefined);
  const registry = readRegistry({
    organisations: read('organisations.json'),
    successions: read('successions.json'),
    collectives: read('collectives.json'),
    functions: readIfThere('functions.json'),
  });
  const province = { ...registry, reorganisations: readReorganisations(readIfThere('reorganisations.json') ?? []) };
  // The index of names belongs to loading: the first plan that is read should not wait for it.
  registryIndex(province);
  return province;
}
