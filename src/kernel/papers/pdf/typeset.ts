import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { chartGeometry, chartInWords, SERIES_FILLS } from '../chart.ts';
import { drawable, faces, FAMILY, SIGN_FAMILIES } from '../fonts/faces.ts';
import { ELEMENTS, MOTTO, NATION, PAGE, PARAGRAPHS } from '../layout.ts';
import { RIGHT_COLUMN, ruleLengths } from '../measures.ts';
import type { Pages, Presented } from '../presented.ts';

/** Found by its name in the package: the built server keeps this file in another folder. */
const TEMPLATE = createRequire(import.meta.url).resolve('#kernel/papers/pdf/paper.typ');
/** A folder that is not there: the typesetter has no file to read. */
const NOWHERE = '/nonexistent/papers';
/** Archival, with the structure that a screen reader follows. */
const STANDARD = 'a-2a';
/** Height of a line of the face at "single" spacing, and from the top of its letters to their foot, as shares of its size. */
const SINGLE = 1.149;
const LETTERS = 1.107;

let compiler: NodeCompiler | undefined;
let template: string | undefined;

/**
 * The paper as PDF/A-2a, tagged, with its fonts inside; the same paper gives the same bytes. The paper goes in as data beside a fixed
 * program, so no text of it can become a command. Runs for some milliseconds without pause: call it in the papers' thread.
 */
export function typeset(paper: Presented): Uint8Array {
  compiler ??= startCompiler();
  template ??= readFileSync(TEMPLATE, 'utf8');
  const result = compiler.compile({ mainFileContent: template, inputs: { paper: JSON.stringify(dataOf(paper)) } });
  if (!result.result) {
    throw new Error(`typesetting failed: ${JSON.stringify(result.takeDiagnostics()?.shortDiagnostics)}`);
  }
  const bytes = compiler.pdf(result.result, { pdfStandard: STANDARD });
  // Pieces of old papers are of no use to new ones.
  compiler.evictCache(1);
  return new Uint8Array(bytes);
}

function startCompiler(): NodeCompiler {
  return NodeCompiler.create({
    workspace: NOWHERE,
    fontArgs: [{ fontBlobs: Object.values(faces()).map(({ file }) => file) }],
  });
}

/** What the template reads, with every text drawable. */
function dataOf(paper: Presented): unknown {
  const at = paper.madeAt;
  const drawn = drawableTexts({
    ...paper,
    pages: withCharts(paper.pages),
    annexes: paper.annexes.map((annex) => ({ ...annex, pages: withCharts(annex.pages) })),
  }) as object;
  return {
    ...drawn,
    madeAt: [
      at.getUTCFullYear(),
      at.getUTCMonth() + 1,
      at.getUTCDate(),
      at.getUTCHours(),
      at.getUTCMinutes(),
      at.getUTCSeconds(),
    ],
    style: {
      families: [FAMILY, ...SIGN_FAMILIES],
      elements: Object.fromEntries(
        Object.entries(ELEMENTS).map(([name, { size, bold, italic }]) => [name, { size: size.used, bold, italic }]),
      ),
      nation: NATION,
      motto: MOTTO,
      rules: ruleLengths(paper),
      rightColumn: RIGHT_COLUMN,
      fills: SERIES_FILLS.map((fill) => `#${fill}`),
      top: PAGE.top.used,
      bottom: PAGE.bottom.used,
      left: PAGE.left.used,
      right: PAGE.right.used,
      firstLine: PARAGRAPHS.firstLine.used,
      spacing: PARAGRAPHS.spacing.used,
      leading: PARAGRAPHS.lines.used * SINGLE - LETTERS,
    },
  };
}

function withCharts(pages: readonly Pages[]): unknown {
  return pages.map(({ blocks, ...page }) => ({
    ...page,
    blocks: blocks.map((block) =>
      block.kind === 'chart' ? { ...block, geometry: chartGeometry(block), words: chartInWords(block) } : block,
    ),
  }));
}

function drawableTexts(value: unknown): unknown {
  if (typeof value === 'string') return drawable(value);
  if (Array.isArray(value)) return value.map(drawableTexts);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .map(([key, each]) => [key, drawableTexts(each)]),
  );
}
