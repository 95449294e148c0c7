// The editor of the sandbox lab, on CodeMirror 6. xtask bundles it into one script, which the lab fetches.
//
// It is in a shadow root: there CodeMirror's styles are sheets made by script, which the site's content policy allows, and in
// the document they would be inline elements, which it does not.
import { acceptCompletion, autocompletion, closeBrackets, closeCompletion, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { HighlightStyle, bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, nextDiagnostic, setDiagnostics } from "@codemirror/lint";
import { Compartment, EditorState, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { KEYWORDS, LANGUAGES } from "./languages.js";

const colours = HighlightStyle.define([
  { tag: tags.comment, color: "var(--ink-soft)", fontStyle: "italic" },
  { tag: tags.keyword, color: "var(--link)", fontWeight: "600" },
  { tag: tags.string, color: "var(--fit)" },
  { tag: tags.number, color: "var(--fit)" },
  { tag: tags.typeName, color: "var(--link)" },
  { tag: tags.function(tags.variableName), color: "var(--ink)", fontWeight: "600" },
]);

const theme = EditorView.theme({
  "&": { minHeight: "20rem", maxHeight: "32rem", color: "var(--ink)", backgroundColor: "var(--surface-raised)", fontSize: "var(--text-s)" },
  "&.cm-focused": { outline: "3px solid var(--focus)" },
  ".cm-scroller": { fontFamily: "ui-monospace, monospace", overflow: "auto", minHeight: "20rem" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--surface-sunk)", color: "var(--ink-soft)", border: "none" },
  ".cm-activeLine": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine": { backgroundColor: "var(--surface-sunk)" },
  ".cm-running": { backgroundColor: "var(--fit-wash) !important" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--shade-long)" },
  ".cm-tooltip": { backgroundColor: "var(--surface)", color: "var(--ink)", border: "1px solid var(--line-strong)" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--link)", color: "var(--paper)" },
  ".cm-diagnostic": { padding: "0.25rem 0.5rem" },
});

/** The line that runs. */
const setLine = StateEffect.define();
const runningLine = StateField.define({
  create: () => Decoration.none,
  update(lines, transaction) {
    for (const effect of transaction.effects) {
      if (!effect.is(setLine)) continue;
      const { doc } = transaction.state;
      const isThere = effect.value > 0 && effect.value <= doc.lines;
      return isThere ? Decoration.set([Decoration.line({ class: "cm-running" }).range(doc.line(effect.value).from)]) : Decoration.none;
    }
    return transaction.docChanged ? Decoration.none : lines;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Completes the calls to the host, the words of the language, and the names in the text. */
function completion(calls) {
  const known = [
    ...calls.map(({ name, signature, about }) => ({ label: name, type: "function", detail: signature.slice(name.length), info: about })),
    ...KEYWORDS.map((label) => ({ label, type: "keyword" })),
  ];
  return (context) => {
    const word = context.matchBefore(/[\p{L}_][\p{L}\p{N}_]*/u);
    if (!word && !context.explicit) return null;
    const names = new Set(context.state.doc.toString().match(/(?<=\b(?:let|fn|for)\s+)[\p{L}_][\p{L}\p{N}_]*/gu) ?? []);
    const own = [...names].filter((name) => !known.some(({ label }) => label === name)).map((label) => ({ label, type: "variable" }));
    return { from: word?.from ?? context.pos, options: [...known, ...own] };
  };
}

function diagnostic(doc, { line, column, message }) {
  const at = doc.line(Math.min(Math.max(line, 1), doc.lines));
  const from = Math.min(at.from + Math.max(column - 1, 0), at.to);
  const word = /^[\p{L}\p{N}_.$]+/u.exec(at.text.slice(from - at.from))?.[0].length ?? 1;
  return { from, to: Math.min(from + word, at.to), severity: "error", message };
}

/**
 * Puts an editor into an element.
 *
 * `options`: `label`, `language` ("grade" or "wat"), `text`, `onChange(text)`, `onRun()`, and `calls`, which are completed, each
 * with `name`, `signature` and `about`.
 */
function mount(parent, { label, language, text, onChange, onRun, calls = [] }) {
  const root = parent.shadowRoot ?? parent.attachShadow({ mode: "open" });
  const spoken = new Compartment();
  const inLanguage = (name) => {
    const support = LANGUAGES[name] ?? LANGUAGES.grade;
    return name === "grade" ? [support, autocompletion({ override: [completion(calls)], defaultKeymap: false })] : support;
  };
  const run = () => {
    onRun?.();
    return true;
  };
  // Tab leaves the editor, as it leaves any other field; Enter takes what is completed.
  const keys = keymap.of([
    { key: "Mod-Enter", run },
    { key: "F8", run: nextDiagnostic },
    { key: "Enter", run: acceptCompletion },
    { key: "Escape", run: closeCompletion },
    ...completionKeymap,
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
        drawSelection(),
        bracketMatching(),
        closeBrackets(),
        indentOnInput(),
        highlightActiveLine(),
        indentUnit.of("  "),
        runningLine,
        spoken.of(inLanguage(language)),
        syntaxHighlighting(colours),
        theme,
        EditorView.contentAttributes.of({ "aria-label": label, dir: "ltr", tabindex: "0" }),
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
    setFaults: (faults) => view.dispatch(setDiagnostics(view.state, faults.map((fault) => diagnostic(view.state.doc, fault)))),
    highlightLine: (line) => view.dispatch({ effects: setLine.of(line) }),
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}

globalThis.lanewiseEditor = { mount };
