// What kept.js promises: what was given rests on the device until it is sent, and not for ever.

import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";

import { addresses, dropOld, keepFor, keptFor, lastsOnlyHere } from "../../static/js/kept.js";
import { CLARITY, DAY, POWER, START, blockedStorage, storage } from "./browser.mjs";

describe("kept.js", () => {
  const one = { statement: { value: "4", at: 100 } };

  beforeEach(() => {
    storage();
    for (const url of [CLARITY, POWER]) keepFor(url, {});
  });

  test("what is kept for an address is handed back, and nothing for another", () => {
    keepFor(CLARITY, one);
    assert.deepEqual(keptFor(CLARITY), one);
    assert.deepEqual(keptFor(POWER), {});
    assert.equal(lastsOnlyHere(), false);
  });

  test("where nothing is left nothing stays in storage", () => {
    keepFor(CLARITY, one);
    keepFor(CLARITY, {});
    assert.deepEqual(Object.keys(localStorage), []);
  });

  test("where storage is blocked it is kept as long as the page is open", () => {
    blockedStorage();
    keepFor(CLARITY, one);
    assert.deepEqual(keptFor(CLARITY), one);
    assert.deepEqual(addresses(START), [CLARITY]);
    assert.equal(lastsOnlyHere(), true);
    keepFor(CLARITY, {});
    assert.equal(lastsOnlyHere(), false);
  });

  test("once storage takes things again it lasts longer than the page", () => {
    blockedStorage();
    keepFor(CLARITY, one);
    storage();
    keepFor(CLARITY, one);
    assert.equal(lastsOnlyHere(), false);
    assert.deepEqual(keptFor(CLARITY), one);
  });

  test("where storage is full what is newer goes before what is in it, under one address", () => {
    keepFor(CLARITY, one);
    Object.defineProperty(localStorage, "setItem", { value() { throw new DOMException("full"); }, configurable: true });
    const newer = { statement: { value: "2", at: 200 } };
    keepFor(CLARITY, newer);
    assert.deepEqual(keptFor(CLARITY), newer);
    assert.deepEqual(addresses(START), [CLARITY]);
    assert.equal(lastsOnlyHere(), true);
  });

  test("what is broken in storage is as good as nothing", () => {
    for (const broken of ["{", "null", ""]) {
      localStorage.setItem(`parallax:${CLARITY}`, broken);
      assert.deepEqual(keptFor(CLARITY), {});
    }
  });

  test("addresses are those behind the one that is asked about, each once", () => {
    keepFor(CLARITY, one);
    keepFor("/respond/r/other-token/about/clarity/answer/", one);
    localStorage.setItem("somebody-else", "{}");
    assert.deepEqual(addresses(START), [CLARITY]);
  });

  test("what was kept for ninety days is dropped, by the server's clock", () => {
    const now = 1000 * DAY;
    const [old, young] = [{ value: "1", at: now - 90 * DAY }, { value: "2", at: now - 90 * DAY + 1 }];
    keepFor(CLARITY, { old, young });
    keepFor(POWER, { old });
    localStorage.setItem("somebody-else", "{}");
    dropOld(now);
    assert.deepEqual(keptFor(CLARITY), { young });
    assert.deepEqual(Object.keys(localStorage).sort(), ["somebody-else", `parallax:${CLARITY}`].sort());
  });

  test("an address that nothing is kept for is dropped", () => {
    localStorage.setItem(`parallax:${CLARITY}`, "{}");
    dropOld(1000 * DAY);
    assert.deepEqual(Object.keys(localStorage), []);
  });

  test("what does not say when it was given is dropped, too", () => {
    localStorage.setItem(`parallax:${CLARITY}`, JSON.stringify({ odd: null, other: { value: "3" } }));
    dropOld(1000 * DAY);
    assert.deepEqual(Object.keys(localStorage), []);
  });
});
