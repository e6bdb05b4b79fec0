import { AlignmentType, LineRuleType, type IRunOptions, type IStylesOptions } from 'docx';
import { ELEMENTS, FACE, PARAGRAPHS, type ElementName } from '../layout.ts';

/** Twentieths of a point in a millimetre and in a point; Word measures in them. */
export const TWIPS_PER_MM = 1440 / 25.4;
export const TWIPS = 20;

/** Names of the paragraph styles, as Word shows them and as the paragraphs below refer to them. */
export const STYLE = {
  content: 'NoiDung',
  tight: 'PhanDau',
  table: 'BangBieu',
} as const;

const FIRST_LINE = Math.round(PARAGRAPHS.firstLine.used * TWIPS_PER_MM);
const LINES = Math.round(PARAGRAPHS.lines.used * 240);
const SPACING = PARAGRAPHS.spacing.used * TWIPS;

/** Marks of a run set as an element of the layout. Word counts sizes in half points. */
export function runAs(element: ElementName): IRunOptions {
  const { size, bold, italic } = ELEMENTS[element];
  return { size: size.used * 2, bold, italics: italic };
}

const content = {
  alignment: AlignmentType.JUSTIFIED,
  indent: { firstLine: FIRST_LINE },
  spacing: { before: 0, after: SPACING, line: LINES, lineRule: LineRuleType.AUTO },
};

const heading = (outlineLevel: number) => ({
  quickFormat: true,
  basedOn: STYLE.content,
  next: STYLE.content,
  run: { size: ELEMENTS.content.size.used * 2, color: '000000', bold: false, italics: false },
  paragraph: { ...content, keepNext: true, outlineLevel },
});

/** The document's styles: officers change the look of a whole paper in one place. */
export const STYLES: IStylesOptions = {
  default: {
    document: {
      run: { font: FACE, size: ELEMENTS.content.size.used * 2, language: { value: 'vi-VN' } },
    },
    heading1: heading(0),
    heading2: heading(1),
    heading3: heading(2),
    heading4: heading(3),
    hyperlink: { run: { color: '000000', underline: {} } },
  },
  paragraphStyles: [
    { id: STYLE.content, name: 'Nội dung', basedOn: 'Normal', quickFormat: true, paragraph: content },
    {
      id: STYLE.tight,
      name: 'Phần đầu và chân',
      basedOn: 'Normal',
      quickFormat: true,
      paragraph: { spacing: { before: 0, after: 0, line: 240, lineRule: LineRuleType.AUTO } },
    },
    {
      id: STYLE.table,
      name: 'Bảng biểu',
      basedOn: 'Normal',
      quickFormat: true,
      run: { size: ELEMENTS.table.size.used * 2 },
      paragraph: { spacing: { before: 40, after: 40, line: 240, lineRule: LineRuleType.AUTO } },
    },
  ],
};
