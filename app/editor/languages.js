// The two notations of the lab: the grading language, and WebAssembly text.
import { StreamLanguage } from "@codemirror/language";

export const KEYWORDS = ["fn", "let", "if", "else", "while", "loop", "for", "in", "break", "return", "true", "false", "and", "or", "not"];
const TYPES = ["number", "text", "truth"];

const grading = StreamLanguage.define({
  name: "grade",
  token(stream) {
    if (stream.eatSpace()) return null;
    if (stream.match(/#.*/)) return "comment";
    if (stream.match(/"(?:[^"\\]|\\.)*"?/)) return "string";
    if (stream.match(/\d+(?:\.\d+)?/)) return "number";
    const word = stream.match(/[\p{L}_][\p{L}\p{N}_]*/u);
    if (word) {
      if (KEYWORDS.includes(word[0])) return "keyword";
      if (TYPES.includes(word[0]) && !stream.match(/\s*\(/, false)) return "typeName";
      return stream.match(/\s*\(/, false) ? "variableName.function" : "variableName";
    }
    stream.next();
    return "operator";
  },
  indent(state, textAfter, context) {
    const line = context.state.doc.lineAt(context.pos);
    const before = line.number > 1 ? context.state.doc.line(line.number - 1) : line;
    const depth = /^\s*/.exec(before.text)[0].length;
    return depth + (/\{\s*$/.test(before.text) ? 2 : 0) - (/^\s*\}/.test(textAfter) ? 2 : 0);
  },
  languageData: { commentTokens: { line: "#" }, indentOnInput: /^\s*\}$/, closeBrackets: { brackets: ["(", "{", '"'] } },
});

const moduleText = StreamLanguage.define({
  name: "wat",
  startState: () => ({ comment: 0 }),
  token(stream, state) {
    if (state.comment > 0 || stream.match("(;")) {
      state.comment ||= 1;
      while (!stream.eol()) {
        if (stream.match(";)")) {
          state.comment -= 1;
          break;
        }
        stream.next();
      }
      return "comment";
    }
    if (stream.eatSpace()) return null;
    if (stream.match(/;;.*/)) return "comment";
    if (stream.match(/"(?:[^"\\]|\\.)*"?/)) return "string";
    if (stream.match(/\$[^\s()";]+/)) return "variableName";
    if (stream.match(/[+-]?(?:0x[\da-f_]+|\d[\d_]*(?:\.\d*)?(?:e[+-]?\d+)?)(?=[\s)]|$)/i)) return "number";
    if (stream.match(/[a-z][\w.]*/)) return "keyword";
    stream.next();
    return "bracket";
  },
  languageData: { commentTokens: { line: ";;" }, closeBrackets: { brackets: ["(", '"'] } },
});

export const LANGUAGES = { grade: grading, wat: moduleText };
