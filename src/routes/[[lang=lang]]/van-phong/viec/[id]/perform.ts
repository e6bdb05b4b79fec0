import { keepAttachment } from '#kernel/files/index.ts';
import type { Actor } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';
import { readFigure } from '#kernel/indicators/index.ts';
import { settings } from '#kernel/settings.ts';
import {
  askExtension,
  assignPerson,
  cancelWork,
  clearObstacle,
  confirmResult,
  giveToBody,
  grantExtension,
  raiseObstacle,
  refuseExtension,
  registerResult,
  reopenWork,
  reportProgress,
  resumeWork,
  returnResult,
  startWork,
  submitResult,
  suspendWork,
  triggerWork,
  type Acted,
  type ActRequest,
  type EvidenceRequest,
  type ObligationAct,
} from '#modules/plan/index.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { FormValues } from '../../forms.ts';

type Doing = (db: Database, actor: Actor, id: string, input: ActRequest) => Promise<Acted>;

/** The service function of each act that a page offers. */
const DOING: Readonly<Partial<Record<ObligationAct, Doing>>> = {
  start: startWork,
  report: reportProgress,
  submit: submitResult,
  confirm: confirmResult,
  return: returnResult,
  register: registerResult,
  reopen: reopenWork,
  'ask-extension': askExtension,
  'grant-extension': grantExtension,
  'refuse-extension': refuseExtension,
  trigger: triggerWork,
  suspend: suspendWork,
  resume: resumeWork,
  cancel: cancelWork,
  assign: assignPerson,
  give: giveToBody,
  'raise-obstacle': raiseObstacle,
  'clear-obstacle': clearObstacle,
};

/** Acts whose form takes files, links and figures of indicators; a report need not bring any. */
export const BRINGS_EVIDENCE: readonly ObligationAct[] = ['submit', 'report'];

/** Figures that a progress report's form has room for. */
export const FIGURE_ROWS = 4;

/** The figures of a progress report, by name; as numbers where they read as such. @throws Refusal at the row that lacks a part */
export function figuresIn(values: FormValues): Record<string, number | string> | null {
  const figures: Record<string, number | string> = {};
  const fields: Record<string, string> = {};
  for (let row = 0; row < FIGURE_ROWS; row++) {
    const [name, value] = ['figureName', 'figureValue'].map((field) => values[`${field}.${row}`]?.normalize('NFC').trim() ?? ''); // prettier-ignore
    if (!name && !value) continue;
    if (!name) fields[`figureName.${row}`] = 'Ghi đây là số liệu gì.';
    else if (!value) fields[`figureValue.${row}`] = 'Điền số liệu, hoặc xóa tên của nó.';
    else if (name.length > 60) fields[`figureName.${row}`] = 'Dài nhất 60 ký tự.';
    else if (value.length > 200) fields[`figureValue.${row}`] = 'Dài nhất 200 ký tự.';
    else if (Object.hasOwn(figures, name)) fields[`figureName.${row}`] = 'Tên này đã có ở trên.';
    else figures[name] = numberIn(value);
  }
  if (Object.keys(fields).length > 0)
    throw new Refusal('plan.act-invalid', 'Còn mục chưa đúng.', { status: 422, fields });
  return Object.keys(figures).length === 0 ? null : figures;
}

/** "1.250" is a number, "1.250 hồ sơ" stays as it was written. */
function numberIn(text: string): number | string {
  const read = /[%\p{L}]/u.test(text) ? null : readFigure(text);
  return typeof read === 'number' ? read : text;
}

/** The form's texts and its files. @throws Refusal 413 at `files` when all of it is more than a request may carry */
export async function readActForm(request: Request): Promise<{ values: FormValues; files: File[] }> {
  const values: FormValues = {};
  const files: File[] = [];
  const form = await request.formData().catch((error: unknown) => {
    throw (error as { status?: number }).status === 413 ? bodyTooLarge() : error;
  });
  for (const [name, value] of form) {
    if (typeof value === 'string') values[name] = value.replaceAll('\r\n', '\n');
    else if (value.size > 0) files.push(value);
  }
  // A browser does not keep chosen files; their names are told with what else was typed.
  if (files.length > 0) values.fileNames = files.map(({ name }) => name).join(', ');
  return { values, files };
}

function bodyTooLarge(): Refusal {
  const most = Math.floor(settings().uploadLimit / 1024 / 1024);
  const message = `Các tệp cộng lại lớn hơn ${most} MB nên không được nhận, chưa gì được ghi.`;
  return new Refusal('file.too-large', message, { status: 413, fields: { files: `${message} Quay lại trang trước để lấy lại những gì đã viết, rồi gửi tệp nhỏ hơn hoặc gửi nhiều lần.` } }); // prettier-ignore
}

/** Does what the form says. @throws Refusal as the act does, with fields named as in the form */
export async function perform(
  db: Database,
  actor: Actor,
  id: string,
  act: ObligationAct,
  values: FormValues,
  files: readonly File[],
): Promise<void> {
  const doing = DOING[act];
  if (!doing) throw new Refusal('plan.act-invalid', 'Việc này không làm ở trang này.', { status: 400 });
  const evidence = BRINGS_EVIDENCE.includes(act) ? await evidenceIn(values, files) : [];
  const figures = act === 'report' ? figuresIn(values) : null;
  const asked = doing(db, actor, id, {
    onDate: values.onDate,
    note: values.note,
    lastDay: values.lastDay,
    personId: values.personId || null,
    organisationKey: values.organisationKey,
    obstacle: values.obstacle ? Number(values.obstacle) : null,
    revision: values.revision ? Number(values.revision) : null,
    ...(evidence.length === 0 ? documentIn(values) : {}),
    evidence,
    figures,
  });
  await asked.catch((error: unknown) => {
    throw error instanceof Refusal && error.fields ? asInForm(error) : error;
  });
}

/** What is wrong with a piece of evidence (`evidence.1.url`) stands at the field of its own name. */
function asInForm({ code, message, status, where, remedy, fields = {} }: Refusal): Refusal {
  const named = Object.entries(fields).map(([field, problem]) => [field.replace(/^evidence\.\d+\./, ''), problem]);
  return new Refusal(code, message, { status, ...(where ? { where } : {}), ...(remedy ? { remedy } : {}), fields: Object.fromEntries(named) as Record<string, string> }); // prettier-ignore
}

const documentIn = ({ documentNumber, documentDate, documentIssuer }: FormValues) => ({
  documentNumber,
  documentDate,
  documentIssuer,
});

/** Document, link and files of a form as evidence; files are looked at and kept. @throws Refusal at `files` */
export async function evidenceIn(values: FormValues, files: readonly File[]): Promise<EvidenceRequest[]> {
  const evidence: EvidenceRequest[] = [];
  if (values.documentNumber) evidence.push({ kind: 'document', title: values.documentTitle, ...documentIn(values) });
  if (values.url) evidence.push({ kind: 'link', title: null, url: values.url });
  const { indicatorKey = '', indicatorPeriod = '' } = values;
  if (indicatorKey || indicatorPeriod) evidence.push({ kind: 'figure', title: null, indicatorKey, indicatorPeriod });
  const { uploadLimit } = settings();
  for (const file of files) {
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      evidence.push({ kind: 'file', title: null, file: await keepAttachment({ name: file.name, bytes }, uploadLimit) });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { code, message, status, where, remedy } = error;
      throw new Refusal(code, message, { status, ...(where ? { where } : {}), fields: { files: [message, remedy].filter(Boolean).join(' ') } }); // prettier-ignore
    }
  }
  return evidence;
}
