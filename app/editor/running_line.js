// The mark of the line that runs.
import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";

const setLine = StateEffect.define();
const mark = Decoration.line({ class: "cm-running" });

export const runningLine = StateField.define({
  create: () => Decoration.none,
  update(lines, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(setLine)) return effect.value === null ? Decoration.none : Decoration.set([mark.range(effect.value)]);
    }
    // A text that was changed is another program.
    return transaction.docChanged ? Decoration.none : lines;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** The effects that move the mark to a line, counted from 1; a line that the text does not have takes the mark away. */
export function setRunningLine(doc, line, isScrolledTo) {
  if (!(line >= 1 && line <= doc.lines)) return [setLine.of(null)];
  const { from } = doc.line(line);
  return isScrolledTo ? [setLine.of(from), EditorView.scrollIntoView(from, { y: "nearest" })] : [setLine.of(from)];
}
