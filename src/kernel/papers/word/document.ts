import {
  AlignmentType,
  Document,
  Header,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  SectionType,
  TextRun,
  type ISectionOptions,
} from 'docx';
import { FACE, PAGE } from '../layout.ts';
import type { Pages, Presented } from '../presented.ts';
import { content } from './content.ts';
import { annexHead, closing, opening } from './frame.ts';
import { runAs, STYLE, STYLES, TWIPS_PER_MM } from './styles.ts';
import { sealWord } from './seal.ts';

type Content = ISectionOptions['children'];

/**
 * The paper as a Word document with real styles, repeated table heads and page numbers from page 2; the same paper gives the same
 * bytes.
 */
export async function writeWord(paper: Presented): Promise<Uint8Array> {
  const last = paper.pages.length - 1;
  const sections = [
    ...paper.pages.map((pages, index) =>
      section(pages, index === 0, [
        ...(index === 0 ? opening(paper) : []),
        ...content(pages.blocks, pages.landscape, index === last),
        ...(index === last ? closing(paper, pages.landscape) : []),
      ]),
    ),
    ...paper.annexes.flatMap((annex) =>
      annex.pages.map((pages, index) =>
        section(pages, index === 0, [
          ...(index === 0 ? annexHead(annex) : []),
          ...content(pages.blocks, pages.landscape, false),
        ]),
      ),
    ),
  ];
  const document = new Document({
    title: paper.title,
    creator: paper.author,
    lastModifiedBy: paper.author,
    styles: STYLES,
    // Charts take their letters from the theme.
    theme: { fonts: { headings: FACE, body: FACE } },
    sections,
  });
  return sealWord(await Packer.toBuffer(document), paper.madeAt);
}

/** Pages of one orientation. The first of a paper or annex is number 1 and does not show it. */
function section({ landscape }: Pages, first: boolean, children: Content): ISectionOptions {
  const twips = (millimetres: number) => Math.round(millimetres * TWIPS_PER_MM);
  /** Rounded up: a margin may not fall below the least. */
  const margin = (millimetres: number) => Math.ceil(millimetres * TWIPS_PER_MM);
  return {
    properties: {
      type: SectionType.NEXT_PAGE,
      titlePage: first,
      page: {
        size: {
          // Word turns the page itself: width and height are given upright.
          width: twips(PAGE.width),
          height: twips(PAGE.height),
          orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        margin: {
          top: margin(PAGE.top.used),
          bottom: margin(PAGE.bottom.used),
          left: margin(PAGE.left.used),
          right: margin(PAGE.right.used),
          header: twips(PAGE.top.used / 2 - 3),
          footer: twips(PAGE.bottom.used / 2),
        },
        ...(first && { pageNumbers: { start: 1 } }),
      },
    },
    headers: {
      default: pageNumber(),
      ...(first && { first: new Header({ children: [new Paragraph({ style: STYLE.tight })] }) }),
    },
    children,
  };
}

function pageNumber(): Header {
  const number = new TextRun({ ...runAs('pageNumber'), children: [PageNumber.CURRENT] });
  return new Header({
    children: [new Paragraph({ style: STYLE.tight, alignment: AlignmentType.CENTER, children: [number] })],
  });
}
