import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import {
  IDENTITY_PERMISSIONS,
  importPeople,
  previewPeopleImport,
  type InvitationLink,
} from '#kernel/identity/index.ts';
import { csvCell } from '#kernel/lists/index.ts';
import { Refusal } from '#kernel/refusal.ts';
import { settings } from '#kernel/settings.ts';
import { readForm } from '../../forms.ts';
import { officeActor } from '../../guard.ts';
import { OFFICE, PEOPLE, withNotice } from '../../paths.ts';
import { besideForm, told, type Told } from '../../refused.ts';
import { importView, type ImportView } from './import-view.ts';
import type { Actions, PageServerLoad } from './$types';

/** Bytes of the file: it goes to the browser and back inside the form, because a list of people is not kept on the server. */
const LIMIT = 2 * 1024 * 1024;

export const load: PageServerLoad = (event) => {
  officeActor(event, IDENTITY_PERMISSIONS.people);
  return {
    title: 'Nhập cán bộ từ bảng tính',
    breadcrumb: [
      { text: 'Việc của tôi', href: OFFICE },
      { text: 'Cán bộ', href: PEOPLE },
      { text: 'Nhập từ bảng tính' },
    ],
    limit: LIMIT,
    mail: settings().smtp !== null,
  };
};

/** What the page shows after an act: a preview, a refusal, links to hand over. */
interface Answer {
  preview: ImportView | null;
  /** The file again, in base 64. */
  file: string;
  refusal: Told | null;
  links: { name: string; email: string; href: string }[] | null;
  /** The links as CSV, inside an address. */
  download: string;
}

const NOTHING: Answer = { preview: null, file: '', refusal: null, links: null, download: '' };

export const actions: Actions = {
  xem: async (event) => {
    officeActor(event, IDENTITY_PERMISSIONS.people);
    const given = (await event.request.formData()).get('file');
    try {
      if (!(given instanceof File) || given.size === 0) throw noFile();
      if (given.size > LIMIT) throw tooLarge();
      return await shown(event, new Uint8Array(await given.arrayBuffer()));
    } catch (error) {
      return refused(besideForm(error));
    }
  },
  nhap: async (event) => {
    const actor = officeActor(event, IDENTITY_PERMISSIONS.people);
    const { file = '', seen = '', changes } = await readForm(event.request);
    const bytes = new Uint8Array(Buffer.from(file, 'base64'));
    let links: InvitationLink[];
    try {
      ({ links } = await importPeople(event.locals.db, actor, bytes, { seen, changes: changes === 'on' }));
    } catch (error) {
      const refusal = besideForm(error);
      // Something moved on meanwhile: what the file would do now, without uploading it again.
      const again = refusal.status === 409 ? await shown(event, bytes) : NOTHING;
      return fail(refusal.status, { ...again, refusal: told(refusal) });
    }
    if (links.length === 0) redirect(303, withNotice(PEOPLE, 'da-nhap-can-bo'));
    const { origin } = settings();
    const handed = links.map(({ name, email, path }) => ({
      name,
      email,
      href: new URL(path, origin ?? event.url).href,
    }));
    return { ...NOTHING, links: handed, download: asFile(handed) };
  },
};

async function shown({ locals }: RequestEvent, bytes: Uint8Array): Promise<Answer> {
  const preview = importView(await previewPeopleImport(locals.db, locals.actor, bytes));
  return { ...NOTHING, preview, file: preview.counts.errors > 0 ? '' : Buffer.from(bytes).toString('base64') };
}

const refused = (refusal: Refusal) => fail(refusal.status, { ...NOTHING, refusal: told(refusal) });

function asFile(links: NonNullable<Answer['links']>): string {
  const rows = [['Họ và tên', 'Thư điện tử', 'Liên kết'], ...links.map(({ name, email, href }) => [name, email, href])];
  const csv = `\uFEFF${rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')}`;
  return `data:text/csv;charset=utf-8,${encodeURIComponent(csv)}`;
}

const noFile = () => new Refusal('upload.no-file', 'Chưa chọn tệp, hoặc tệp trống.', { status: 422, where: 'Ô “Bảng cán bộ”', remedy: 'Chọn tệp .xlsx hoặc .csv rồi tải lên.' }); // prettier-ignore
const tooLarge = () => new Refusal('upload.too-large', 'Tệp lớn quá 2 MB.', { status: 413, remedy: 'Chia thành nhiều tệp, mỗi tệp nhiều nhất 5.000 dòng.' }); // prettier-ignore
