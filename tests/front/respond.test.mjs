// What respond.js promises: each answer is sent as it is given, none is lost, and whoever answers is told.

import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";

import { keepFor, keptFor } from "../../static/js/kept.js";
import {
  CLARITY, START, blockedStorage, busy, clock, elsewhere, open, over, refused, saved, server, settled, storage,
} from "./browser.mjs";
import { element, show } from "./page.mjs";

describe("respond.js", () => {
  const SAID = { saved: "Saved", kept: "Kept", saving: "Saving", refused: "Refused", later: "Later", fleeting: "Fleeting",
    waiting: "Waiting", offline: "Offline", closed: "Closed" };
  const BEHIND = 5_000; // this device's clock, in milliseconds
  let pass, web, window, form, visit = 0;

  beforeEach(() => {
    storage();
    pass = clock();
    web = server();
    keepFor(CLARITY, {});
  });

  const words = () => document.getElementById("saved").textContent;
  const radio = (value) => form.querySelectorAll("[type=radio]").find((one) => one.value === value);
  const initial = (name, value = "") => element("input", { type: "hidden", name: `initial-${name}`, value });

  async function come({ comment = "", before = "", chosen = "" } = {}) {
    const choices = ["1", "2", "4"].map((value) => element("input", { type: "radio", name: "agree", value, checked: value === chosen }));
    const area = element("fieldset", {}, element("div", { class: "choices choices--rating" }, ...choices));
    form = element("form", { id: "answers", "data-answer-url": CLARITY }, area, initial("agree", chosen), initial("comment", before),
      element("div", { class: "field" }, element("textarea", { name: "comment", value: comment })),
      element("button", { type: "submit", name: "clear", value: "agree" }));
    const data = Object.fromEntries(Object.entries(SAID).map(([name, text]) => [`data-${name}`, text]));
    window = show(
      element("header", { "data-answers-url": START, "data-now": String(Date.now() + BEHIND) }), form,
      element("span", { id: "saved", ...data }), element("progress", { id: "progress" }),
      element("p", { id: "answered", "data-total": "40", "data-answered": "7", "data-page-answered": "2", "data-text": "{answered} of {total}" }),
    );
    visit += 1;
    await import(`../../static/js/respond.js?visit=${visit}`);
    await settled();
  }

  async function choose(value) {
    for (const one of form.querySelectorAll("[type=radio]")) one.checked = one.value === value;
    radio(value).fire("change");
    await settled();
  }

  async function write(text) {
    form.elements.comment.value = text;
    form.elements.comment.fire("input");
    await settled();
  }

  async function submit() {
    let again = false;
    form.requestSubmit = () => { again = true; form.fire("submit", { submitter: null }); };
    const held = form.fire("submit", { submitter: null });
    await settled();
    return !held || again;
  }

  test("a choice is sent at once, with when it was given by the server's clock", async () => {
    await come();
    await choose("4");
    assert.deepEqual(web.asked[0].body, { agree: "4", "at-agree": String(Date.now() + BEHIND) });
    assert.equal(words(), "Saved");
  });

  test("of two choices in the same moment the second is later", async () => {
    await come();
    await choose("4");
    await choose("2");
    const [first, second] = web.asked.map(({ body }) => Number(body["at-agree"]));
    assert.equal(second, first + 1);
  });

  test("a device whose clock was measured on a quicker page goes by that", async () => {
    sessionStorage.setItem("parallax:behind", String(BEHIND + 300));
    await come();
    await choose("4");
    assert.equal(web.asked[0].body["at-agree"], String(Date.now() + BEHIND + 300));
  });

  test("a device whose clock has been put right since goes by the page", async () => {
    sessionStorage.setItem("parallax:behind", String(BEHIND + 11 * 60 * 1000));
    await come();
    await choose("4");
    assert.equal(web.asked[0].body["at-agree"], String(Date.now() + BEHIND));
  });

  test("a comment is sent once there is a pause in typing", async () => {
    await come();
    await write("We");
    await pass(1_100);
    await write("We meet");
    await pass(1_100);
    assert.equal(web.asked.length, 0);
    await pass(100);
    assert.deepEqual(web.asked.map(({ body }) => body.comment), ["We meet"]);
  });

  test("what could not be sent is kept, said, and sent when the connection is back", async () => {
    await come();
    web.reply = () => null;
    await choose("4");
    assert.equal(words(), "Kept");
    assert.equal(keptFor(CLARITY).agree.value, "4");
    web.reply = saved;
    window.fire("online");
    await settled();
    assert.equal(words(), "Saved");
    assert.deepEqual(keptFor(CLARITY), {});
  });

  test("where the device keeps nothing that is said", async () => {
    blockedStorage();
    await come();
    web.reply = busy;
    await choose("4");
    assert.equal(words(), "Fleeting");
  });

  test("a page that comes again shows what was kept, and sends it", async () => {
    keepFor(CLARITY, { agree: { value: "2", at: Date.now() }, comment: { value: "In a tunnel", at: Date.now() } });
    await come();
    assert.equal(radio("2").checked, true);
    assert.equal(form.elements.comment.value, "In a tunnel");
    assert.deepEqual(web.asked.map(({ body }) => [body.agree, body.comment]), [["2", "In a tunnel"]]);
  });

  test("what was kept goes with the page as of when it was given, and what comes after is later", async () => {
    const at = Date.now() + 60_000;
    keepFor(CLARITY, { agree: { value: "2", at } });
    await come();
    await submit();
    assert.equal(form.elements["at-agree"].value, at);
    await choose("4");
    assert.equal(web.asked[1].body["at-agree"], String(at + 1));
  });

  test("what was refused and is on the page now is kept no more", async () => {
    const was = { value: "4", at: Date.now(), refused: "Choose one." };
    keepFor(CLARITY, { agree: was });
    await come({ chosen: "2" });
    assert.deepEqual(keptFor(CLARITY), { agree: was });
    await come({ chosen: "4" });
    assert.deepEqual(keptFor(CLARITY), {});
  });

  test("what was written before the script had come is sent", async () => {
    await come({ comment: "Early", before: "" });
    assert.deepEqual(web.asked.map(({ body }) => body.comment), ["Early"]);
  });

  test("what the server has already is not sent again", async () => {
    await come({ comment: "There", before: "There" });
    assert.deepEqual(web.asked, []);
  });

  test("what the server refuses is marked with why, until something else is given", async () => {
    await come();
    web.reply = () => refused({ agree: "Choose one of these." });
    await choose("4");
    const area = form.querySelector("fieldset");
    assert.equal(words(), "Refused");
    assert.equal(document.getElementById("id_agree_error").textContent, "Choose one of these.");
    assert.equal(area.getAttribute("aria-describedby"), "id_agree_error");
    assert.equal(radio("4").getAttribute("aria-invalid"), "true");
    web.reply = saved;
    await choose("2");
    assert.equal(document.getElementById("id_agree_error"), null);
    assert.equal(radio("2").getAttribute("aria-invalid"), null);
    assert.equal(words(), "Saved");
  });

  test("what stands against a later answer from elsewhere is said", async () => {
    await come();
    web.reply = () => saved({ "Parallax-Later": "agree" });
    await choose("4");
    assert.equal(words(), "Later");
    web.reply = saved;
    await choose("2");
    assert.equal(words(), "Saved");
  });

  test("answers are counted over all pages, and only what is chosen can be cleared", async () => {
    await come();
    const button = form.querySelector("[name=clear]");
    assert.equal(document.getElementById("answered").textContent, "5 of 40");
    assert.equal(button.hidden, true);
    await choose("4");
    assert.equal(document.getElementById("answered").textContent, "6 of 40");
    assert.equal(document.getElementById("progress").value, 6);
    assert.equal(button.hidden, false);
  });

  test("clearing sends that there is no answer, and stays on the page", async () => {
    await come();
    await choose("4");
    assert.equal(form.querySelector("[name=clear]").fire("click"), true);
    await settled();
    assert.equal(web.asked[1].body.agree, "");
    assert.equal(radio("1").focused, true);
    assert.equal(radio("4").checked, false);
  });

  test("a page that is sent says when each thing on it was given", async () => {
    await come();
    await choose("4");
    assert.equal(await submit(), true);
    assert.equal(form.elements["at-agree"].value, Number(web.asked[0].body["at-agree"]));
    await submit();
    assert.equal(form.querySelectorAll("[name=at-agree]").length, 1);
  });

  test("without a connection the page is not lost", async () => {
    await come();
    navigator.onLine = false;
    web.reply = () => null;
    assert.equal(await submit(), false);
    assert.equal(words(), "Offline");
    await choose("4");
    assert.equal(await submit(), false);
    assert.equal(words(), "Waiting");
  });

  test("behind a wall that answers for the server the page is not lost", async () => {
    await come();
    web.reply = elsewhere;
    await choose("4");
    assert.equal(await submit(), false);
  });

  test("a page whose answers don't get through goes where the server itself can be reached", async () => {
    await come();
    web.reply = ({ method }) => (method === "HEAD" ? open() : busy());
    await choose("4");
    assert.equal(await submit(), true);
  });

  test("once the review has closed that is said, and the page goes", async () => {
    await come();
    web.reply = () => over("closed");
    await choose("4");
    assert.equal(words(), "Closed");
    assert.equal(await submit(), true);
  });

  test("when the page is hidden what waits is sent", async () => {
    await come();
    await write("We meet");
    document.hidden = true;
    document.fire("visibilitychange");
    await settled();
    assert.deepEqual(web.asked.map(({ body }) => body.comment), ["We meet"]);
  });
});
