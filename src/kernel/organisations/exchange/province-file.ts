import { readFileSync, statSync } from 'node:fs';
import { Refusal } from '../../refusal.ts';
import { openFile, readSheet, readSheetIfThere } from '../../sheets/index.ts';
import { readRegistry } from '../registry-data.ts';
import { readRegistryFolder, type ProvinceRegistry } from '../registry-files.ts';
import { readReorganisations } from '../reorganisation/acts-data.ts';
import { importRefused } from './import-registry.ts';
import { MOST_ROWS } from './plan-import.ts';
import { ORGANISATION_SHEET, successionFrom, SUCCESSION_SHEET, versionFrom } from './sheets.ts';

/**
 * Another province's registry: a folder of its data, or what `exportRegistryJson` or `exportRegistryXlsx` wrote there. A workbook
 * knows no collectives and no acts.
 * @throws Refusal naming what is wrong and where
 */
export function readProvince(path: string): ProvinceRegistry {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new Refusal('organisations.unreadable', 'Không có tệp hay thư mục này.', { where: path, remedy: 'Kiểm tra đường dẫn.' }); // prettier-ignore
  if (found.isDirectory()) return readRegistryFolder(path);
  const bytes = readFileSync(path);
  return bytes.subarray(0, 2).toString('latin1') === 'PK'
    ? fromWorkbook(bytes)
    : fromJson(bytes.toString('utf8'), path);
}

function fromJson(text: string, path: string): ProvinceRegistry {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new Refusal('organisations.unreadable', 'Tệp không phải JSON đúng cú pháp.', { where: path, remedy: 'Xuất lại từ nền tảng của tỉnh kia.', cause }); // prettier-ignore
  }
  const { province, organisations, reorganisations, ...rest } = (value ?? {}) as Record<string, unknown>;
  const registry = readRegistry({
    successions: rest.successions,
    collectives: rest.collectives,
    functions: rest.functions,
    organisations: { province: province || '—', organisations },
  });
  return { ...registry, reorganisations: readReorganisations(reorganisations ?? []) };
}

function fromWorkbook(bytes: Uint8Array): ProvinceRegistry {
  const file = openFile(bytes, { rows: MOST_ROWS });
  const bodies = readSheet(file, ORGANISATION_SHEET);
  const followers = readSheetIfThere(file, SUCCESSION_SHEET);
  const errors = [...bodies.errors, ...(followers?.errors ?? [])].map((error) => ({ ...error, sheet: 'Tệp' }));
  if (errors.length > 0) throw importRefused(errors);
  const successions = (followers?.rows ?? []).map(({ values }) => successionFrom(values));
  const names = [...new Set(successions.flatMap((each) => each.function ?? []))];
  const registry = readRegistry({
    organisations: { province: '—', organisations: bodies.rows.map(({ values }) => versionFrom(values)) },
    successions,
    collectives: [],
  });
  return { ...registry, functions: names.map((name) => ({ key: functionKey(name), name })), reorganisations: [] };
}

/** As the vocabulary makes keys of names. */
function functionKey(name: string): string {
  return name.normalize('NFD').replace(/\p{M}+/gu, '').toLowerCase().replaceAll('đ', 'd').replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 120); // prettier-ignore
}
