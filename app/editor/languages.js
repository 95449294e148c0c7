// The two notations of the lab: the grading language, and WebAssembly text.
import { StreamLanguage } from "@codemirror/language";

const TYPES = { grade: ["number", "text", "truth"], wat: ["i32", "i64", "f32", "f64", "funcref", "externref"] };
/** What says how a module is made up; every other word of WebAssembly text is an instruction. */
const STRUCTURE = ["module", "import", "export", "func", "param", "result", "local", "type", "memory", "data", "global", "mut", "table", "elem", "start"];
const CONTROL = ["block", "loop", "if", "then", "else", "end", "br", "br_if", "br_table", "return", "call", "call_indirect", "drop", "select", "nop", "unreachable"];
const ACCESS = ["local.get", "local.set", "local.tee", "global.get", "global.set", "memory.size", "memory.grow", "memory.copy", "memory.fill"];
const NUMERIC = {
  both: ["const", "load", "store", "add", "sub", "mul", "eq", "ne"],
  i: ["load8_s", "load8_u", "load16_s", "load16_u", "store8", "store16", "eqz", "and", "or", "xor", "shl", "shr_s", "shr_u", "rotl", "rotr", "clz", "ctz", "popcnt", ...["div", "rem", "lt", "le", "gt", "ge"].flatMap((name) => [`${name}_s`, `${name}_u`])],
  f: ["div", "lt", "le", "gt", "ge", "abs", "neg", "ceil", "floor", "trunc", "nearest", "sqrt", "min", "max", "copysign"],
};
const CONVERSIONS = ["i32.wrap_i64", "i64.extend_i32_s", "i64.extend_i32_u", "i32.trunc_f64_s", "i32.trunc_f64_u", "f64.convert_i32_s", "f64.convert_i32_u", "f64.promote_f32", "f32.demote_f64"];

/** The words that the editor completes, by notation. */
export const WORDS = {
  grade: ["fn", "let", "if", "else", "while", "loop", "for", "in", "break", "return", "true", "false", "and", "or", "not", ...TYPES.grade],
  wat: [
    ...STRUCTURE,
    ...TYPES.wat,
    ...CONTROL,
    ...ACCESS,
    ...["i32", "i64", "f32", "f64"].flatMap((type) => [...NUMERIC.both, ...NUMERIC[type[0]]].map((name) => `${type}.${name}`)),
    ...CONVERSIONS,
  ],
};

/** Indents by the brackets that are open at the start of a line, but for those that it closes first. */
const indent = (closing) => (state, textAfter, context) => {
  const closed = closing.exec(textAfter)[0].replaceAll(/\s/g, "").length;
  return Math.max(state.depth - closed, 0) * context.unit;
};

function brackets(stream, state, opening, closing) {
  const sign = stream.next();
  if (opening.includes(sign)) state.depth += 1;
  if (closing.includes(sign)) state.depth = Math.max(state.depth - 1, 0);
  return /[(){}]/.test(sign) ? "bracket" : "operator";
}

const grade = StreamLanguage.define({
  name: "grade",
  startState: () => ({ depth: 0 }),
  token(stream, state) {
    if (stream.eatSpace()) return null;
    if (stream.match(/#.*/)) return "comment";
    if (stream.match(/"(?:[^"\\]|\\.)*"?/)) return "string";
    if (stream.match(/\d+(?:\.\d+)?/)) return "number";
    const word = stream.match(/[\p{L}_][\p{L}\p{N}_]*/u);
    if (!word) return brackets(stream, state, "({", ")}");
    // A type's name is that of a conversion, too.
    const isCall = stream.match(/\s*\(/, false);
    if (TYPES.grade.includes(word[0])) return isCall ? "variableName.function" : "typeName";
    if (WORDS.grade.includes(word[0])) return "keyword";
    return isCall ? "variableName.function" : "variableName";
  },
  indent: indent(/^[\s)}]*/),
  languageData: { commentTokens: { line: "#" }, indentOnInput: /^\s*[)}]$/, closeBrackets: { brackets: ["(", "{", '"'] } },
});

/** Goes to the end of a comment, or of the line, and counts the comments within it. */
function comment(stream, state) {
  while (!stream.eol()) {
    if (stream.match("(;")) state.comment += 1;
    else if (stream.match(";)")) state.comment -= 1;
    else stream.next();
    if (state.comment === 0) break;
  }
  return "comment";
}

const wat = StreamLanguage.define({
  name: "wat",
  startState: () => ({ depth: 0, comment: 0 }),
  token(stream, state) {
    if (state.comment > 0 || stream.match("(;", false)) return comment(stream, state);
    if (stream.eatSpace()) return null;
    if (stream.match(/;;.*/)) return "comment";
    if (stream.match(/"(?:[^"\\]|\\.)*"?/)) return "string";
    if (stream.match(/\$[^\s()";]+/)) return "variableName";
    if (stream.match(/[+-]?(?:0x[\da-f_]+(?:\.[\da-f_]*)?(?:p[+-]?\d+)?|\d[\d_]*(?:\.[\d_]*)?(?:e[+-]?\d+)?|inf|nan(?::0x[\da-f_]+)?)(?=[\s();]|$)/i)) return "number";
    const word = stream.match(/[a-z][\w.]*/);
    if (!word) return brackets(stream, state, "(", ")");
    if (TYPES.wat.includes(word[0])) return "typeName";
    return STRUCTURE.includes(word[0]) ? "keyword" : "variableName.function";
  },
  indent: indent(/^[\s)]*/),
  languageData: { commentTokens: { line: ";;", block: { open: "(;", close: ";)" } }, indentOnInput: /^\s*\)$/, closeBrackets: { brackets: ["(", '"'] } },
});

export const LANGUAGES = { grade, wat };
