import { textWidth as widthOf, type FaceStyle } from './fonts/faces.ts';
import { ELEMENTS, MOTTO, RULES, textWidth, type ElementName } from './layout.ts';
import type { Presented } from './presented.ts';

/** Points in a millimetre. */
export const POINTS = 72 / 25.4;

/** Share of the text's width that the right column of the head takes: the nation's name must stay on one line. */
export const RIGHT_COLUMN = 0.6;

/** Lengths of the lines under parts of the head, in points: the same in Word and PDF. */
export interface RuleLengths {
  motto: number;
  issuer: number;
  subject: number;
}

/** Measures the lines of a paper against its texts. */
export function ruleLengths({ head, heading, landscape }: Presented): RuleLengths {
  const whole = textWidth(landscape) * POINTS;
  return {
    motto: RULES.motto.used * width(MOTTO, 'motto', whole),
    issuer: RULES.issuer.used * width(head.issuer, 'issuer', whole * (1 - RIGHT_COLUMN)),
    subject: RULES.subject.used * width(heading?.subject ?? '', 'subject', whole),
  };
}

/** A text that does not fit is broken; its line is then measured against the room it has. */
function width(text: string, element: ElementName, room: number): number {
  const { size, bold, italic } = ELEMENTS[element];
  const style: FaceStyle = bold ? (italic ? 'boldItalic' : 'bold') : italic ? 'italic' : 'regular';
  return Math.min(room, widthOf(text, size.used, style));
}
