import { monitorEventLoopDelay } from 'node:perf_hooks';
import { annexSheets, renderPaper, renderSheets, type Block, type Paper } from '../src/kernel/papers/index.ts';
import { YEARLY_REPORT } from '../src/kernel/papers/sample-paper.ts';
import { figure, median, type Section } from './report.ts';

const TIMES = 15;

/** A report of eleven pages with five tables and a chart, three pages of annexes; the annexes as a workbook. */
export async function benchPapers(): Promise<Section> {
  const paper = aReport();
  const before = process.memoryUsage().rss;
  const rows = [
    await measure('PDF/A', () => renderPaper(paper, 'pdf')),
    await measure('Word', () => renderPaper(paper, 'docx')),
    await measure('XLSX (annexes)', () => renderSheets(annexSheets(paper))),
  ];
  const grown = (process.memoryUsage().rss - before) / 1024 / 1024;
  return {
    title: 'Papers',
    note:
      'A report of eleven pages with five tables and a chart and three pages of annexes in the layout of Nghị định 30/2020, from the model to bytes. *First* is the first of its kind in the process, with the start of the thread, the fonts and the typesetter in the topmost row; *then* the median of the ones after it. ' +
      '*Wait* is the longest that the server’s own thread stood still meanwhile. ' +
      `The process grew by ${figure(grown)} MB: fonts, typesetter and the thread’s heap, which stay.`,
    columns: ['file', 'first ms', 'then ms', 'kB', 'wait ms'],
    rows,
  };
}

async function measure(name: string, print: () => Promise<Uint8Array>): Promise<string[]> {
  const durations: number[] = [];
  let bytes = 0;
  const delay = monitorEventLoopDelay({ resolution: 1 });
  for (let time = 0; time <= TIMES; time++) {
    if (time === 1) delay.enable();
    const start = performance.now();
    bytes = (await print()).length;
    durations.push(performance.now() - start);
  }
  delay.disable();
  return [
    name,
    figure(durations[0]!),
    figure(median(durations.slice(1))),
    figure(bytes / 1024),
    figure(delay.max / 1e6),
  ];
}

function aReport(): Paper {
  const table = YEARLY_REPORT.body.find((block) => block.kind === 'table')!;
  const chart = YEARLY_REPORT.body.find((block) => block.kind === 'chart')!;
  const narrative: Block = {
    kind: 'paragraph',
    text: 'Các cơ quan, đơn vị đã triển khai nhiệm vụ theo kế hoạch, bảo đảm tiến độ; kết quả được cập nhật và kiểm chứng trên hệ thống. '.repeat(
      4,
    ),
  };
  const chapter = (index: number): Block[] => [
    { kind: 'heading', level: 'roman', text: `Lĩnh vực ${index + 1}` },
    { kind: 'heading', level: 'clause', text: 'Kết quả' },
    ...Array.from({ length: 6 }, () => narrative),
    table,
    { kind: 'heading', level: 'clause', text: 'Tồn tại, hạn chế' },
    ...Array.from({ length: 4 }, () => narrative),
  ];
  return {
    ...YEARLY_REPORT,
    body: [...Array.from({ length: 5 }, (_, index) => chapter(index)).flat(), chart, narrative],
  };
}
