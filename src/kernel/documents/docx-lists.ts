import { emptyLevel, type ListDefinitions, type ListLevel, type ListReference } from './docx-numbering.ts';
import { isOn, type XmlEvents } from './docx-xml.ts';

/** Collects list definitions from word/numbering.xml. */
export function numberingEvents(definitions: ListDefinitions): XmlEvents {
  let levels: Map<number, ListLevel> | null = null;
  let starts: Map<number, number> | null = null;
  let list: string | null = null;
  let overridden = 0;
  let level: ListLevel | null = null;

  const settings: Record<string, (value: string) => void> = {
    'w:start': (value) => level && (level.start = integer(value, 1)),
    'w:numFmt': (value) => level && (level.format = value),
    'w:lvlText': (value) => level && (level.text = value),
    'w:suff': (value) => level && (level.suffix = value),
    'w:lvlRestart': (value) => level && (level.restart = integer(value, 0)),
    'w:startOverride': (value) => starts?.set(overridden, integer(value, 1)),
    'w:abstractNumId': (value) => {
      const use = list === null ? undefined : definitions.lists.get(list);
      if (use) use.abstract = value;
    },
  };
  return {
    open(name, attributes) {
      const value = attributes['w:val'];
      if (name === 'w:abstractNum') {
        levels = new Map();
        definitions.abstracts.set(attributes['w:abstractNumId'] ?? '', levels);
      } else if (name === 'w:num') {
        list = attributes['w:numId'] ?? '';
        levels = new Map();
        starts = new Map();
        definitions.lists.set(list, { abstract: '', levels, starts });
      } else if (name === 'w:lvlOverride') overridden = integer(attributes['w:ilvl'], 0);
      else if (name === 'w:lvl') {
        level = emptyLevel();
        levels?.set(integer(attributes['w:ilvl'], 0), level);
      } else if (name === 'w:isLgl') {
        if (level) level.legal = isOn(value);
      } else if (value !== undefined && Object.hasOwn(settings, name)) settings[name]!(value);
    },
    close(name) {
      if (name === 'w:lvl') level = null;
      if (name === 'w:num') list = null;
    },
  };
}

interface Style {
  basedOn?: string;
  list?: string;
  level?: number;
}

/** Paragraph styles that number their paragraphs ("Heading 1" often does), from word/styles.xml. */
export class NumberingStyles {
  private readonly styles = new Map<string, Style>();

  events(): XmlEvents {
    let style: Style | null = null;
    return {
      open: (name, attributes) => {
        const value = attributes['w:val'];
        if (name === 'w:style') this.styles.set(attributes['w:styleId'] ?? '', (style = {}));
        else if (!style) return;
        else if (name === 'w:basedOn') style.basedOn = value;
        else if (name === 'w:numId') style.list = value;
        else if (name === 'w:ilvl') style.level = integer(value, 0);
      },
      close: (name) => {
        if (name === 'w:style') style = null;
      },
    };
  }

  /** The list of a style, its own or inherited. */
  listOf(styleId: string | undefined): ListReference | null {
    let level: number | undefined;
    let style = styleId === undefined ? undefined : this.styles.get(styleId);
    // Twenty steps are more than any document has, and end circles.
    for (let step = 0; style && step < 20; step++) {
      level ??= style.level;
      if (style.list !== undefined) return { list: style.list, level: level ?? 0 };
      style = style.basedOn === undefined ? undefined : this.styles.get(style.basedOn);
    }
    return null;
  }
}

/** A whole number from an attribute, or the fallback. */
export function integer(value: string | undefined, fallback: number): number {
  const number = Number.parseInt(value ?? '', 10);
  return Number.isSafeInteger(number) ? number : fallback;
}
