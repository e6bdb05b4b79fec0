import { baseKeymap, chainCommands, exitCode, setBlockType, toggleMark } from 'prosemirror-commands';
import { history, redo, undo } from 'prosemirror-history';
import { inputRules, textblockTypeInputRule, wrappingInputRule } from 'prosemirror-inputrules';
import { keymap } from 'prosemirror-keymap';
import { Fragment, Slice, type Node } from 'prosemirror-model';
import { liftListItem, sinkListItem, splitListItem, wrapInList } from 'prosemirror-schema-list';
import { EditorState, type Command } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { parseMarkdown, type RichNode } from './markdown.ts';
import { fitPasted } from './paste.ts';
import { richSchema } from './rich-schema.ts';
import { writeMarkdown } from './write-markdown.ts';

/** The editor that a `RichTextField` becomes where scripts run. Loaded only then. */

export type RichCommand = 'bold' | 'italic' | 'heading' | 'subheading' | 'bullets' | 'numbers' | 'undo' | 'redo';

/** Which commands hold at the cursor, and which can be given there. */
export interface RichStanding {
  active: ReadonlySet<RichCommand>;
  possible: ReadonlySet<RichCommand>;
}

export interface RichEditor {
  give(command: RichCommand): void;
  /** The text as Markdown; as it was set while nobody has changed it. */
  text(): string;
  set(text: string): void;
  focus(): void;
  destroy(): void;
}

const { nodes, marks } = richSchema;

/** The kind of the innermost block of these at the cursor. */
function around(state: EditorState, ...names: string[]): { name: string; level: number } | null {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const node = $from.node(depth);
    if (names.includes(node.type.name)) return { name: node.type.name, level: Number(node.attrs.level ?? 0) };
  }
  return null;
}

const heading =
  (level: number): Command =>
  (state, dispatch, view) =>
    around(state, 'heading')?.level === level
      ? setBlockType(nodes.paragraph!)(state, dispatch, view)
      : setBlockType(nodes.heading!, { level })(state, dispatch, view);

/** Into a list of this kind, out of it when already in one; a list of the other kind changes its kind. */
const list =
  (name: 'bullet_list' | 'ordered_list'): Command =>
  (state, dispatch, view) => {
    const inside = around(state, 'bullet_list', 'ordered_list');
    if (inside === null) return wrapInList(nodes[name]!)(state, dispatch, view);
    if (inside.name === name) return liftListItem(nodes.list_item!)(state, dispatch, view);
    const { $from } = state.selection;
    for (let depth = $from.depth; depth > 0; depth -= 1) {
      if ($from.node(depth).type.name !== inside.name) continue;
      dispatch?.(state.tr.setNodeMarkup($from.before(depth), nodes[name]!));
      return true;
    }
    return false;
  };

const COMMANDS: Readonly<Record<RichCommand, Command>> = {
  bold: toggleMark(marks.strong!),
  italic: toggleMark(marks.em!),
  heading: heading(1),
  subheading: heading(2),
  bullets: list('bullet_list'),
  numbers: list('ordered_list'),
  undo,
  redo,
};
const NAMES = Object.keys(COMMANDS) as RichCommand[];

const lineEnd: Command = chainCommands(exitCode, (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break!.create()).scrollIntoView());
  return true;
});

// Tab stays the browser's, so that the keyboard gets out of the field.
const KEYS = keymap({
  'Mod-b': COMMANDS.bold,
  'Mod-i': COMMANDS.italic,
  'Mod-z': undo,
  'Mod-y': redo,
  'Shift-Mod-z': redo,
  'Mod-Alt-1': COMMANDS.heading,
  'Mod-Alt-2': COMMANDS.subheading,
  'Mod-Alt-0': setBlockType(nodes.paragraph!),
  'Shift-Mod-8': COMMANDS.bullets,
  'Shift-Mod-7': COMMANDS.numbers,
  Enter: splitListItem(nodes.list_item!),
  'Mod-[': liftListItem(nodes.list_item!),
  'Mod-]': sinkListItem(nodes.list_item!),
  'Shift-Enter': lineEnd,
});

const RULES = inputRules({
  rules: [
    wrappingInputRule(/^[-*]\s$/, nodes.bullet_list!),
    wrappingInputRule(/^(\d{1,3})\.\s$/, nodes.ordered_list!, (match) => ({ order: Number(match[1]) })),
    textblockTypeInputRule(/^(#{1,4})\s$/, nodes.heading!, (match) => ({ level: match[1]!.length })),
  ],
});

function activeOf(state: EditorState): Set<RichCommand> {
  const { from, $from, to, empty } = state.selection;
  const marked = (name: 'strong' | 'em') =>
    empty
      ? marks[name]!.isInSet(state.storedMarks ?? $from.marks()) !== undefined
      : state.doc.rangeHasMark(from, to, marks[name]!);
  const level = around(state, 'heading')?.level;
  const inside = around(state, 'bullet_list', 'ordered_list')?.name;
  const holds: Partial<Record<RichCommand, boolean>> = {
    bold: marked('strong'),
    italic: marked('em'),
    heading: level === 1,
    subheading: level === 2,
    bullets: inside === 'bullet_list',
    numbers: inside === 'ordered_list',
  };
  return new Set(NAMES.filter((name) => holds[name]));
}

/** Pasted text as one line, for a cell of a table: blocks would tear the table apart. */
function oneLine(slice: Slice): Slice {
  const line: Node[] = [];
  slice.content.descendants((node) => {
    if (node.isText) line.push(node);
    else if ((node.isTextblock || node.type === nodes.hard_break) && line.length > 0) line.push(richSchema.text(' '));
  });
  return new Slice(Fragment.fromArray(line), 0, 0);
}

/**
 * Puts an editor into the place. `attributes` go to the element in which one writes; `changed` is told of every change of the text,
 * `standing` of every move of the cursor, `left` when the cursor leaves.
 */
export function mountRichEditor(
  place: HTMLElement,
  text: string,
  options: {
    attributes: Record<string, string>;
    changed: () => void;
    standing: (standing: RichStanding) => void;
    left: () => void;
  },
): RichEditor {
  let given = text;
  let touched = false;
  const open = (markdown: string) =>
    EditorState.create({ doc: parseMarkdown(markdown), plugins: [RULES, KEYS, keymap(baseKeymap), history()] });
  const tell = (state: EditorState) =>
    options.standing({
      active: activeOf(state),
      possible: new Set(NAMES.filter((name) => COMMANDS[name](state))),
    });
  const view = new EditorView(place, {
    state: open(text),
    attributes: options.attributes,
    transformPastedHTML: fitPasted,
    handlePaste(view, _event, slice) {
      if (around(view.state, 'table_cell', 'table_header') === null) return false;
      view.dispatch(view.state.tr.replaceSelection(oneLine(slice)).scrollIntoView());
      return true;
    },
    dispatchTransaction(transaction) {
      view.updateState(view.state.apply(transaction));
      if (transaction.docChanged) {
        touched = true;
        options.changed();
      }
      tell(view.state);
    },
    handleDOMEvents: {
      blur: () => {
        options.left();
        return false;
      },
    },
  });
  tell(view.state);
  return {
    give(command) {
      COMMANDS[command](view.state, view.dispatch, view);
      view.focus();
    },
    text: () => (touched ? writeMarkdown(view.state.doc.toJSON() as RichNode) : given),
    set(markdown) {
      given = markdown;
      touched = false;
      view.updateState(open(markdown));
      tell(view.state);
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}
