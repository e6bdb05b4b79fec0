import { once } from 'node:events';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { fileFrom, misused, operator, withDatabase, type Verb } from '#kernel/command.ts';
import { documentRefusal } from '#kernel/documents/refusals.ts';
import { readRegistryFolder } from '#kernel/organisations/registry-files.ts';
import { Refusal } from '#kernel/refusal.ts';
import { settings } from '#kernel/settings.ts';
import { importPlan } from './import/index.ts';
import type { ParsedPlan } from './import/model.ts';

/** Verbs on plans. `parse` stands alone; the others need the database and load it only then. */
export const verbs: Record<string, Verb> = {
  parse: {
    summary: 'Đọc văn bản kế hoạch và in cấu trúc hiểu được; không cần cơ sở dữ liệu, không lưu gì',
    usage: 'TỆP [--json] [--registry THƯ_MỤC]',
    async run(args) {
      const { values, positionals } = readArgs(args, { json: { type: 'boolean' }, registry: { type: 'string' } });
      const path = onlyOne(positionals, 'tệp kế hoạch');
      const registry = readRegistryFolder(values.registry ? fileFrom(String(values.registry)) : undefined);
      const { plan } = await importPlan(await readInput(path), basename(path), registry);
      if (values.json) await printJson(plan);
      else console.log(summaryOf(plan));
    },
  },
  import: {
    summary: 'Đọc văn bản kế hoạch và lưu thành bản nháp để rà soát',
    usage: 'TỆP [--json]',
    async run(args) {
      const { values, positionals } = readArgs(args, { json: { type: 'boolean' } });
      const path = onlyOne(positionals, 'tệp kế hoạch');
      const bytes = await readInput(path);
      const { importPlanDocument } = await import('./service/import-plan.ts');
      const result = await withDatabase((db) => importPlanDocument(db, operator(), { bytes, name: basename(path) }));
      if (values.json) console.log(JSON.stringify(result));
      else if (result.outcome === 'unchanged')
        console.log(`Quyết định này đã có trong sổ (${result.slug}); không thay đổi gì.`);
      else {
        const { error, warning } = result.diagnostics;
        console.log(`Đã lưu bản nháp ${result.slug}: ${result.tasks} nhiệm vụ, ${error} lỗi, ${warning} điểm cần xem.`);
        console.log(`Ban hành vào sổ theo dõi: npm run -s cchc -- plan accept ${result.slug}`);
      }
    },
  },
  accept: {
    summary: 'Đưa bản nháp vào thực hiện; kế hoạch cùng năm đang thực hiện được thay thế',
    usage: 'MÃ_KẾ_HOẠCH (ví dụ 3487-qd-ubnd-2024)',
    async run(args) {
      const { positionals } = readArgs(args, {});
      const slug = onlyOne(positionals, 'mã kế hoạch');
      const [{ findPlan }, { acceptPlan }] = await Promise.all([
        import('./queries.ts'),
        import('./service/review-plan.ts'),
      ]);
      const result = await withDatabase(async (db) =>
        acceptPlan(db, operator(), (await findPlan(db, slug, { drafts: true })).id),
      );
      console.log(
        `Kế hoạch ${result.slug} đang thực hiện.${result.supersedes ? ` Thay thế ${result.supersedes}.` : ''}`,
      );
    },
  },
  list: {
    summary: 'Liệt kê các kế hoạch trong sổ, cả bản nháp',
    usage: '[--json]',
    async run(args) {
      const { values } = readArgs(args, { json: { type: 'boolean' } });
      const { listPlans } = await import('./queries.ts');
      const plans = await withDatabase((db) => listPlans(db, { drafts: true }));
      if (values.json) console.log(JSON.stringify(plans));
      else if (plans.length === 0) console.log('Chưa có kế hoạch nào. Nhập: npm run -s cchc -- plan import TỆP');
      else
        for (const plan of plans)
          console.log(`${plan.slug}\t${plan.status}\t${plan.tasks} nhiệm vụ\t${plan.subject ?? ''}`);
    },
  },
  report: {
    summary: 'Tính số liệu báo cáo định kỳ đến ngày chốt của kỳ; chỉ --make mới lập báo cáo trong sổ',
    usage:
      'MÃ_KẾ_HOẠCH [--kind quarter-1|six-months|quarter-3|year] [--year NĂM] [--from NGÀY --to NGÀY] [--body MÃ_CƠ_QUAN] [--out TỆP.docx|pdf|xlsx] [--json] [--make]',
    async run(args) {
      const text = { type: 'string' } as const;
      const flag = { type: 'boolean' } as const;
      const { values, positionals } = readArgs(args, { kind: text, year: text, from: text, to: text, body: text, out: text, json: flag, make: flag }); // prettier-ignore
      const slug = onlyOne(positionals, 'mã kế hoạch');
      const { runReport } = await import('./reports/cli.ts');
      await runReport(slug, values);
    },
  },
};

function readArgs(args: string[], options: NonNullable<ParseArgsConfig['options']>) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw misused(error instanceof Error ? error.message : String(error));
  }
}

function onlyOne(positionals: string[], what: string): string {
  if (positionals.length !== 1) throw misused(`Cần đúng một ${what}.`);
  return positionals[0]!;
}

/** The file's bytes; one that is too large is refused before it is read. */
async function readInput(name: string): Promise<Uint8Array> {
  const path = fileFrom(name);
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) {
    throw new Refusal('plan.no-such-file', `Không có tệp “${name}”.`, {
      where: path,
      remedy: 'Kiểm tra lại đường dẫn.',
    });
  }
  const limit = settings().uploadLimit;
  if (found.size > limit) throw documentRefusal('too-large', name);
  const file = await open(path);
  try {
    return await file.readFile();
  } finally {
    await file.close();
  }
}

/** Group by group, waiting for the reader: a plan of 10,000 tasks is 20 MB of JSON. */
async function printJson({ groups, diagnostics, ...rest }: ParsedPlan): Promise<void> {
  const print = async (text: string) => {
    if (!process.stdout.write(text)) await once(process.stdout, 'drain');
  };
  await print(`${JSON.stringify(rest).slice(0, -1)},"groups":[`);
  for (const [index, group] of groups.entries()) await print(`${index > 0 ? ',' : ''}${JSON.stringify(group)}`);
  await print(`],"diagnostics":${JSON.stringify(diagnostics)}}\n`);
}

function summaryOf(plan: ParsedPlan): string {
  const { decision, groups, diagnostics } = plan;
  const tasks = groups.flatMap((group) => group.tasks);
  const count = (severity: string) => diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  return [
    `${decision.number ?? '(không số)'} ${decision.date ?? ''} ${decision.subject ?? ''}`,
    `Năm ${plan.year ?? '?'}: ${plan.objectives.length} mục tiêu, ${groups.length} nhóm, ${tasks.length} nhiệm vụ, ${tasks.flatMap((task) => task.products).length} kết quả`,
    ...groups.map(
      (group) => `  ${group.code}. ${group.title}${group.inferred ? ' (suy ra)' : ''}: ${group.tasks.length} nhiệm vụ`,
    ),
    `${count('error')} lỗi, ${count('warning')} điểm cần xem, ${count('info')} ghi nhận`,
    ...diagnostics
      .filter(({ severity }) => severity !== 'info')
      .map(({ line, message }) => `  dòng ${line ?? '-'}: ${message}`),
  ].join('\n');
}
