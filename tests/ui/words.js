// The page's own words, read from its sources: pairs of English and German that differ.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./browser.js";

const folder = join(root, "ui/src/words");
const ENTRY = /^\s*(\w+):\s*"((?:[^"\\]|\\.)*)"/gm;
const read = (text) => new Map([...text.matchAll(ENTRY)].map(([, name, words]) => [name, words.replace(/\\n/g, "\n").replace(/\\"/g, '"')]));

// English words that a German page may not say.
export function english() {
  const pairs = [];
  const german = new Set();
  const add = (one, other) => {
    for (const [name, words] of one) {
      german.add(other.get(name));
      if (other.get(name) !== words) pairs.push(words);
    }
  };
  const file = (name) => readFileSync(join(folder, name), "utf8");
  add(read(file("english.rs")), read(file("german.rs")));
  const both = /^\s*\w+:\s*"((?:[^"\\]|\\.)*)",\s*"((?:[^"\\]|\\.)*)";/gm;
  for (const name of readdirSync(folder).filter((name) => !["english.rs", "german.rs"].includes(name))) {
    for (const [, one, other] of file(name).matchAll(both)) add(new Map([[one, one]]), new Map([[one, other]]));
    const [one, other] = file(name).split(/const GERMAN/);
    add(read(one), read(other ?? ""));
  }
  return pairs.filter((words) => !german.has(words));
}
