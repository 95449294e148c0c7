// The faults of a program: their places in the text, and the key that goes from one to the next.
import { diagnosticCount, forEachDiagnostic, nextDiagnostic } from "@codemirror/lint";
import { EditorView } from "@codemirror/view";

/** What CodeMirror shows for a fault: the word at its place, or the one character. */
export function diagnostic(doc, { line, column, message }) {
  const at = doc.line(Math.min(Math.max(line, 1), doc.lines));
  // Characters are counted, and a string is indexed by its UTF-16 units.
  const before = [...at.text].slice(0, Math.max(column - 1, 0)).join("");
  const from = at.from + before.length;
  const word = /^(?:[\p{L}\p{N}_.$]+|.)/u.exec(at.text.slice(before.length))?.[0].length ?? 0;
  return { from, to: from + word, severity: "error", message };
}

/** Selects the next fault, shows its message, and has a screen reader say it. */
export function nextFault(view) {
  if (diagnosticCount(view.state) === 0) return false;
  if (!nextDiagnostic(view)) {
    // The only fault is selected already, and its message may be closed.
    view.dispatch({ selection: { anchor: view.state.selection.main.head } });
    nextDiagnostic(view);
  }
  const { from } = view.state.selection.main;
  const messages = [];
  forEachDiagnostic(view.state, ({ message }, start) => start === from && messages.push(message));
  // Only the end of a selection comes into view by itself, and the message is where it begins.
  view.dispatch({ effects: [EditorView.scrollIntoView(from), EditorView.announce.of(messages.join(" "))] });
  return true;
}
