import { fail, redirect } from '@sveltejs/kit';
import type { Database } from '#kernel/database/connection.ts';
import { getFile, putFile } from '#kernel/files/index.ts';
import { importRegistry, previewRegistryImport } from '#kernel/organisations/exchange/import-registry.ts';
import { ORGANISATION_PERMISSIONS } from '#kernel/organisations/permissions.ts';
import { Refusal } from '#kernel/refusal.ts';
import { SHEET_LIMITS } from '#kernel/sheets/index.ts';
import { DEPENDENTS } from '../../../../../dependents.ts';
import { readForm } from '../../forms.ts';
import { officeActor } from '../../guard.ts';
import { REORGANISATIONS, withNotice } from '../../paths.ts';
import { besideForm, told, type Told } from '../../refused.ts';
import { actCrumbs, importPath } from '../addresses.ts';
import { importView } from './import-view.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = officeActor(event, ORGANISATION_PERMISSIONS.importRegistry);
  const file = event.url.searchParams.get('tep');
  return {
    title: 'Nhập danh mục cơ quan',
    breadcrumb: actCrumbs({ text: 'Nhập danh mục' }),
    limit: SHEET_LIMITS.bytes,
    file,
    ...(file === null ? NOTHING : await shown(event.locals.db, actor, file)),
  };
};

const NOTHING = { preview: null, refusal: null as Told | null };

async function shown(db: Database, actor: Parameters<typeof previewRegistryImport>[1], file: string) {
  try {
    return { ...NOTHING, preview: importView(await previewRegistryImport(db, actor, await bytesOf(file))) };
  } catch (error) {
    return { ...NOTHING, refusal: told(besideForm(error)) };
  }
}

export const actions: Actions = {
  upload: async (event) => {
    officeActor(event, ORGANISATION_PERMISSIONS.importRegistry);
    const given = (await event.request.formData()).get('file');
    if (!(given instanceof File) || given.size === 0) {
      return refused(new Refusal('upload.no-file', 'Chưa chọn tệp, hoặc tệp trống.', { where: 'Ô “Bảng danh mục”', remedy: 'Chọn tệp .xlsx hoặc .csv rồi tải lên.' })); // prettier-ignore
    }
    let file: string;
    try {
      // Kept aside until it is confirmed, so that the preview has an address and nothing is sent twice.
      file = (await putFile(given.stream(), { limit: SHEET_LIMITS.bytes })).sha256;
    } catch (error) {
      return refused(besideForm(error));
    }
    redirect(303, importPath(file));
  },
  confirm: async (event) => {
    const actor = officeActor(event, ORGANISATION_PERMISSIONS.importRegistry);
    const { file = '', seen = '' } = await readForm(event.request);
    try {
      await importRegistry(event.locals.db, actor, await bytesOf(file), seen, DEPENDENTS);
    } catch (error) {
      return refused(besideForm(error));
    }
    redirect(303, withNotice(REORGANISATIONS, 'da-nhap-danh-muc'));
  },
};

const refused = (refusal: Refusal) => fail(refusal.status, { refusal: told(refusal) });

async function bytesOf(file: string): Promise<Uint8Array> {
  const found = await getFile(file);
  if (!found || found.size > SHEET_LIMITS.bytes) {
    found?.stream.destroy();
    throw new Refusal('upload.gone', 'Không còn tệp đã tải lên.', { status: 410, remedy: 'Tải tệp lên lại.' });
  }
  return Buffer.concat(await found.stream.toArray());
}
