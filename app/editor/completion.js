// What the editor completes: the calls to the host, the words of the language, and the names in the text.
import { ifNotIn } from "@codemirror/autocomplete";
import { LANGUAGES, WORDS } from "./languages.js";

const called = ({ name, signature, about }) => ({ label: name, type: "function", detail: signature.slice(name.length), info: about });
const keyword = (label) => ({ label, type: "keyword" });

/** Names that a text introduces, but for the one that is being written and ends at `end`. */
function names(text, pattern, end) {
  const found = [...text.matchAll(pattern)].filter((match) => match.index + match[0].length !== end);
  return new Set(found.map(([name]) => name));
}

/** The source of completions for a language; comments and strings have none. */
export function completion(language, calls) {
  const isModule = language === LANGUAGES.wat;
  // A module imports what it calls, by names of its own.
  const known = isModule ? WORDS.wat.map(keyword) : [...calls.map(called), ...WORDS.grade.map(keyword)];
  const labels = new Set(known.map(({ label }) => label));
  const word = isModule ? /[$a-z][\w.$]*/ : /[\p{L}_][\p{L}\p{N}_]*/u;
  const introduced = isModule ? /\$[\w.$]+/g : /(?<=(?<![\p{L}\p{N}_])(?:let|fn|for)\s+)[\p{L}_][\p{L}\p{N}_]*/gu;
  return ifNotIn(["comment", "string"], (context) => {
    const before = context.matchBefore(word);
    if (!before && !context.explicit) return null;
    const own = [...names(context.state.doc.toString(), introduced, context.pos)].filter((name) => !labels.has(name));
    const options = [...known, ...own.map((label) => ({ label, type: "variable" }))];
    return { from: before?.from ?? context.pos, options, validFor: isModule ? /^[$a-z][\w.$]*$/ : /^[\p{L}_][\p{L}\p{N}_]*$/u };
  });
}
