// Shows what this device kept and can't send any more, since the review has ended or its link opens
// nothing. It stays until whoever uses the device deletes it here.

import { addresses, dropOld, keepFor, keptFor } from "./kept.js";

const area = document.getElementById("unsent");
const said = document.getElementById("unsent-said");
const words = JSON.parse(document.getElementById("unsent-words").textContent);
const { start, answer, comment, given, cleared } = area.dataset;

const fill = (text, parts) => text.replace(/\{(\w+)\}/g, (_all, name) => parts[name]);

// ".../about/clarity/answer/" is about clarity.
function inWords(url, name, value) {
  const code = url.slice(start.length).split("/")[1];
  const part = words.parts[code] ?? code;
  if (name === "comment") return fill(comment, { part, comment: value });
  const weighs = name === "importance" && words.importance;
  const asked = weighs ? `${part}: ${words.importance}` : words.statements[name];
  if (!asked) return fill(answer, { part });
  return fill(given, { asked, answer: (weighs ? words.weights : words.ratings)[value] ?? cleared });
}

dropOld(Number(area.dataset.now) * 1000);
const urls = addresses(start);
for (const url of urls) {
  for (const [name, { value }] of Object.entries(keptFor(url))) {
    area.querySelector("ul").append(Object.assign(document.createElement("li"), { textContent: inWords(url, name, value) }));
  }
}
area.hidden = !area.querySelector("li");
area.querySelector("button").addEventListener("click", () => {
  for (const url of urls) keepFor(url, {});
  area.hidden = true;
  said.textContent = said.dataset.deleted;
  said.focus();
});
