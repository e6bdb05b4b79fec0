import { error } from '@sveltejs/kit';
import { vietnamDate } from '#kernel/calendar/dates.ts';
import { contentDisposition } from '#kernel/files/index.ts';
import { PAPER_MEDIA_TYPES, renderPaper } from '#kernel/papers/index.ts';
import { siteOf } from '#kernel/site.ts';
import { eventsOfActivity, findActivity, itemsOf, meetingPaper, partiesOf, type MinutesKind } from '#modules/activities/index.ts'; // prettier-ignore
import { officeActor } from '../../../guard.ts';
import { MEETINGS } from '../../../paths.ts';
import { notThere } from '../../../refused.ts';
import { stateLook } from '../../../viec/state-look.ts';
import type { RequestHandler } from './$types';

const FORMATS = ['docx', 'pdf'] as const;

/** Minutes or notice of conclusions (`loai=thong-bao`) of a meeting as a paper, with how far each conclusion is (`tinh-hinh=1`). */
export const GET: RequestHandler = async (event) => {
  officeActor(event);
  const { db } = event.locals;
  const today = vietnamDate(new Date());
  const format = FORMATS.find((each) => each === event.params.format);
  if (!format) error(404, 'Biên bản chỉ có dạng docx và pdf.');
  const found = await findActivity(db, 'meeting', event.params.id, today);
  if (!found) throw notThere('cuộc họp', MEETINGS);
  const kind: MinutesKind = event.url.searchParams.get('loai') === 'thong-bao' ? 'thong-bao' : 'bien-ban';
  const [parties, items, events, site] = await Promise.all([
    partiesOf(db, found.id, found.fromDay ?? today),
    itemsOf(db, found.id, today),
    eventsOfActivity(db, found.id, today),
    siteOf(db),
  ]);
  const minute = events.find(({ act }) => act === 'minute');
  const paper = meetingPaper(
    {
      title: found.title,
      heldOn: found.fromDay!,
      place: found.fields.place,
      agenda: found.fields.agenda,
      issuer: minute?.documentIssuer ?? found.decider ?? site.province?.vi ?? '…',
      superior: null,
      at: site.province?.vi.replace(/^(?:Tỉnh|Thành phố) /, '') ?? '',
      parties,
      items: items.map(({ number, text, organisation, lastDay, obligation }) => ({
        number,
        text,
        organisation,
        lastDay,
        standing: obligation ? stateLook(obligation.state, obligation.timeliness).text : null,
      })),
      issued: minute?.documentNumber && minute.documentDate ? { number: minute.documentNumber, date: minute.documentDate } : null, // prettier-ignore
      asOf: event.url.searchParams.get('tinh-hinh') === '1' ? today : null,
    },
    kind,
  );
  const bytes = await renderPaper(paper, format);
  const name = `${kind === 'bien-ban' ? 'Biên bản' : 'Thông báo kết luận'} ${found.title}.${format}`.replaceAll(
    '/',
    '-',
  );
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': PAPER_MEDIA_TYPES[format],
      'content-length': String(bytes.length),
      'content-disposition': contentDisposition(name),
    },
  });
};
