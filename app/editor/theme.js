// The editor's looks. Every colour is one of the page's (app/styles/tokens.css), so that it follows the page's theme.
import { HighlightStyle } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

export const colours = HighlightStyle.define([
  { tag: tags.comment, color: "var(--ink-soft)", fontStyle: "italic" },
  { tag: tags.keyword, color: "var(--link)", fontWeight: "600" },
  { tag: tags.string, color: "var(--fit)" },
  { tag: tags.number, color: "var(--fit)" },
  { tag: tags.typeName, color: "var(--link)" },
  { tag: tags.function(tags.variableName), color: "var(--ink)", fontWeight: "600" },
  { tag: [tags.operator, tags.bracket], color: "var(--ink-soft)" },
]);

const HEIGHT = "20rem";
/** A colour that lets through what is below it: the selection is drawn below the lines' backgrounds. */
const thin = (colour, share) => `color-mix(in srgb, var(${colour}) ${share}, transparent)`;

export const theme = EditorView.theme({
  "&": {
    minHeight: HEIGHT,
    maxHeight: "32rem",
    border: "1px solid var(--line-strong)",
    borderRadius: "var(--radius-s)",
    color: "var(--ink)",
    backgroundColor: "var(--surface-raised)",
    fontSize: "var(--text-s)",
  },
  "&.cm-focused": { outline: "3px solid var(--focus)" },
  ".cm-scroller": { minHeight: HEIGHT, overflow: "auto", borderRadius: "inherit", fontFamily: "var(--font-figures)" },
  ".cm-content, .cm-gutter": { minHeight: HEIGHT },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--surface-sunk)", color: "var(--ink-soft)", border: "none" },
  ".cm-activeLine": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine": { backgroundColor: thin("--ink", "5%") },
  ".cm-line.cm-running, &.cm-focused .cm-line.cm-running": { backgroundColor: thin("--fit", "12%"), borderLeft: "3px solid var(--fit)", paddingLeft: "3px" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: thin("--link", "20%") },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "transparent", outline: "1px solid var(--ink-soft)" },
  "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "transparent", outline: "1px dashed var(--unfit)" },
  // Marks are borders, which remain where a system forces its own colours.
  ".cm-lintRange-error": { paddingBottom: "1px", borderBottom: "2px dotted var(--unfit)", backgroundImage: "none" },
  ".cm-lintRange-active": { backgroundColor: "transparent" },
  ".cm-lintPoint-error:after": { borderBottomColor: "var(--unfit)" },
  ".cm-lint-marker-error": { content: "''", width: "0", height: "0", margin: "0.3em 0", border: "0.375em solid var(--unfit)", borderRadius: "50%" },
  ".cm-tooltip": { backgroundColor: "var(--surface)", color: "var(--ink)", border: "1px solid var(--line-strong)", borderRadius: "var(--radius-s)" },
  // Messages are in the page's language, and fill the first line of theirs in its direction.
  ".cm-diagnostic": { padding: "var(--gap-1) var(--gap-2)", fontFamily: "var(--font)", unicodeBidi: "plaintext" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--unfit)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--font-figures)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "var(--gap-1) var(--gap-2)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--link)", color: "var(--paper)" },
  ".cm-completionIcon": { opacity: "1" },
  ".cm-completionInfo": { fontFamily: "var(--font)" },
});
