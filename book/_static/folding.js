"use strict";
// How words are compared, in the search, in tables and in lists: without case, accents, apostrophes
// and invisible characters. A word is found by its beginning; one of a script that puts
// no blanks between words, by any part.
{
const ACCENTS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670'’‘ʼ\u00ad\u200b-\u200f\u2060\ufeff]/g;
const LETTERS = { ł: "l", ø: "o", đ: "d", ð: "d", þ: "th", ß: "ss", æ: "ae", œ: "oe", ı: "i", ς: "σ", "\u2010": "-", "\u2011": "-" };
const NO_BLANKS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const WORDS = /[\p{L}\p{N}\p{M}]+(?:-[\p{L}\p{N}\p{M}]+)*/gu;

function folded(text) {
  const plain = text.toLowerCase().normalize("NFKD").replace(ACCENTS, "").normalize("NFKC");
  return plain.replace(/[łøđðþßæœıς\u2010\u2011]/g, (letter) => LETTERS[letter]);
}

// A folded text as its words alone, with a blank around each; a word with hyphens is
// there whole and in parts. Ends of lines stay: many texts can be prepared at once.
function searchable(text) {
  const words = folded(text).replace(/[^\p{L}\p{N}\p{M}\n-]+/gu, " ").replace(/^|$/gm, " ");
  return words.replace(/[\p{L}\p{N}\p{M}]+(?:-[\p{L}\p{N}\p{M}]+)+/gu, (word) => `${word.replaceAll("-", " ")} ${word.replaceAll("-", "")}`);
}

// What of the words that a reader typed is looked for.
function wordsOf(typed) {
  const words = folded(typed).match(WORDS) ?? [];
  return [...new Set(words.map((word) => word.replaceAll("-", "")))];
}

function begins(text, word) {
  return text.includes(NO_BLANKS.test(word) ? word : ` ${word}`);
}
Object.assign(globalThis, { folded, searchable, wordsOf, begins, NO_BLANKS });
}
