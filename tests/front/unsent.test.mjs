// What unsent.js promises: what can't be sent any more is named in the words of the questionnaire, and
// stays until whoever uses the device deletes it.

import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";

import { keepFor, keptFor } from "../../static/js/kept.js";
import { CLARITY, START, clock, storage } from "./browser.mjs";
import { element, show } from "./page.mjs";

describe("unsent.js", () => {
  const WORDS = {
    parts: { clarity: "Clarity" }, importance: "How much does it matter?", statements: { s1: "We know why we meet." },
    ratings: { 4: "Agree" }, weights: { 4: "A lot" },
  };
  let visit = 0;

  beforeEach(() => {
    storage();
    clock();
    keepFor(CLARITY, {});
  });

  async function come(words = WORDS) {
    const texts = { start: START, answer: "{part}: an answer", comment: "{part}: “{comment}”", given: "{asked} – {answer}",
      cleared: "cleared", now: String(Date.now() / 1000) };
    const data = Object.fromEntries(Object.entries(texts).map(([name, text]) => [`data-${name}`, text]));
    const kept = element("script", { id: "unsent-words" });
    kept.textContent = JSON.stringify(words);
    show(element("section", { id: "unsent", ...data }, element("ul"), element("button")),
      element("p", { id: "unsent-said", "data-deleted": "Deleted" }), kept);
    visit += 1;
    await import(`../../static/js/unsent.js?visit=${visit}`);
    const area = document.getElementById("unsent");
    return { area, lines: area.querySelectorAll("li").map((one) => one.textContent) };
  }

  const keep = (all) => keepFor(CLARITY, Object.fromEntries(
    Object.entries(all).map(([name, value]) => [name, { value, at: Date.now() }])));

  test("each thing is named in words", async () => {
    keep({ s1: "4", importance: "4", comment: "In a {part}" });
    const { area, lines } = await come();
    assert.deepEqual(lines, ["We know why we meet. – Agree", "Clarity: How much does it matter? – A lot", "Clarity: “In a {part}”"]);
    assert.equal(area.hidden, false);
  });

  test("an answer that was cleared is named as that", async () => {
    keep({ s1: "" });
    assert.deepEqual((await come()).lines, ["We know why we meet. – cleared"]);
  });

  test("where there are no words left, at least the part is named", async () => {
    keep({ s1: "4" });
    assert.deepEqual((await come({ parts: {}, statements: {} })).lines, ["clarity: an answer"]);
  });

  test("with nothing kept nothing is shown", async () => {
    assert.equal((await come()).area.hidden, true);
  });

  test("deleting it takes it from the device, and says so", async () => {
    keep({ s1: "4" });
    const { area } = await come();
    area.querySelector("button").fire("click");
    assert.deepEqual(keptFor(CLARITY), {});
    assert.equal(area.hidden, true);
    assert.equal(document.getElementById("unsent-said").textContent, "Deleted");
  });
});
