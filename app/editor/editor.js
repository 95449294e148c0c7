// The editor of the sandbox lab, on CodeMirror 6. xtask bundles it into one script, which the lab fetches.
//
// It is in a shadow root: there CodeMirror's styles are sheets made by script, which the site's content policy allows, and in
// the document they would be inline elements, which it does not.
import { autocompletion, closeBrackets, closeBracketsKeymap, closeCompletion, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { Compartment, EditorState } from "@codemirror/state";
import { EditorView, closeHoverTooltips, drawSelection, hasHoverTooltips, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { completion } from "./completion.js";
import { diagnostic, nextFault } from "./faults.js";
import { LANGUAGES } from "./languages.js";
import { runningLine, setRunningLine } from "./running_line.js";
import { colours, theme } from "./theme.js";

/** The milliseconds of a blink of the cursor; none where a person wants less motion. */
const blink = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 1200);

/** Closes what is open above the text: a completion, or the message of a fault. */
function close(view) {
  if (closeCompletion(view)) return true;
  if (!hasHoverTooltips(view.state)) return false;
  view.dispatch({ effects: closeHoverTooltips });
  return true;
}

/**
 * Puts an editor into an element.
 *
 * `options`: `label`, its name for a screen reader; `language` ("grade" or "wat"); `text`; `isReadOnly`; `onChange(text)`, for
 * what a person writes; `onRun()`; `calls`, which are completed, each with `name`, `signature` and `about`; `phrases`,
 * CodeMirror's own words in another language, by the English ones.
 */
export function mount(parent, { label, language, text = "", isReadOnly = false, onChange, onRun, calls = [], phrases = {} }) {
  const root = parent.shadowRoot ?? parent.attachShadow({ mode: "open" });
  const spoken = new Compartment();
  const inLanguage = (name) => {
    const support = LANGUAGES[name] ?? LANGUAGES.grade;
    return [support, autocompletion({ override: [completion(support, calls)], defaultKeymap: false })];
  };
  const run = () => {
    onRun?.();
    return true;
  };
  // Tab leaves the editor, as it leaves any other field; Enter takes what is completed.
  const keys = keymap.of([
    { key: "Mod-Enter", run },
    { key: "F8", run: nextFault },
    { key: "Escape", run: close },
    ...completionKeymap,
    ...closeBracketsKeymap,
    ...historyKeymap,
    ...defaultKeymap,
  ]);
  const state = (doc) =>
    EditorState.create({
      doc,
      extensions: [
        keys,
        lineNumbers(),
        lintGutter(),
        history(),
        drawSelection({ cursorBlinkRate: blink() }),
        bracketMatching(),
        closeBrackets(),
        indentOnInput(),
        highlightActiveLine(),
        indentUnit.of("  "),
        runningLine,
        spoken.of(inLanguage(language)),
        syntaxHighlighting(colours),
        theme,
        EditorState.readOnly.of(isReadOnly),
        EditorState.phrases.of(phrases),
        // Code runs from left to right in every language of the page.
        EditorView.editorAttributes.of({ dir: "ltr" }),
        EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
        EditorView.updateListener.of((update) => update.docChanged && onChange?.(update.state.doc.toString())),
      ],
    });
  const view = new EditorView({ state: state(text), root, parent: root });
  return {
    /** Another text; what was written before it cannot come back by undo. */
    setText(next) {
      if (next !== view.state.doc.toString()) view.setState(state(next));
    },
    setLanguage(name) {
      language = name;
      view.dispatch({ effects: spoken.reconfigure(inLanguage(name)) });
    },
    /** Faults in place of those before, each with `line` and `column`, counted in characters from 1, and `message`. */
    setFaults: (faults) => view.dispatch(setDiagnostics(view.state, faults.map((fault) => diagnostic(view.state.doc, fault)))),
    /** Marks the line that runs, counted from 1; 0 marks none. It comes into view only where that is asked for. */
    highlightLine: (line, isScrolledTo = false) => view.dispatch({ effects: setRunningLine(view.state.doc, line, isScrolledTo) }),
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}

globalThis.lanewiseEditor = { mount };
