// What outbox.js promises: nothing counts as saved that the server has not said it saved, and nobody
// asks more often than is good for a server in trouble.

import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";

import { keepFor, keptFor } from "../../static/js/kept.js";
import { Outbox } from "../../static/js/outbox.js";
import {
  CLARITY, POWER, START, busy, clock, elsewhere, open, over, refused, saved, server, settled, storage,
} from "./browser.mjs";

describe("outbox.js", () => {
  let pass, web, told, outbox;

  beforeEach(() => {
    storage();
    pass = clock();
    web = server();
    told = { saved: [], said: [] };
    outbox = new Outbox(START, {
      saved: (url, batch, later) => told.saved.push([url, batch.map(([name]) => name), later]),
      changed: (name) => told.said.push(name ?? ""),
    });
  });

  const keep = (url, name = "statement", at = 100) => keepFor(url, { ...keptFor(url), [name]: { value: "4", at } });

  async function asksAgainAfter(wait) {
    const before = web.asked.length;
    await pass(wait - 1);
    assert.equal(web.asked.length, before, `too early, within ${wait}`);
    await pass(2);
    assert.equal(web.asked.length, before + 1, `not after ${wait}`);
  }

  test("an answer goes with when it was given, and is forgotten once it is saved", async () => {
    keep(CLARITY);
    await outbox.send();
    assert.deepEqual(web.asked.map(({ url, body }) => [url, body]), [[CLARITY, { statement: "4", "at-statement": "100" }]]);
    assert.deepEqual(keptFor(CLARITY), {});
    assert.deepEqual(told.saved, [[CLARITY, ["statement"], []]]);
    assert.deepEqual(told.said, ["saving", ""]);
  });

  test("what was changed elsewhere since is told of", async () => {
    web.reply = () => saved({ "Parallax-Later": "statement comment" });
    keep(CLARITY);
    await outbox.send();
    assert.deepEqual(told.saved[0][2], ["statement", "comment"]);
  });

  test("a reply from where somebody else sends it on to is none", async () => {
    keep(CLARITY);
    await outbox.send();
    assert.equal(web.asked[0].redirect, "error");
  });

  test("only 204 says that something was saved", async () => {
    for (const reply of [elsewhere, busy, open, () => null]) {
      web.reply = reply;
      keep(CLARITY);
      await outbox.send(CLARITY);
      assert.deepEqual(told.saved, []);
      assert.equal(outbox.isFailing(CLARITY), true);
      assert.deepEqual(outbox.waiting, [CLARITY]);
    }
  });

  test("it tries again after twice as long each time, up to two minutes", async () => {
    web.reply = busy;
    keep(CLARITY);
    await outbox.send();
    for (const seconds of [4, 8, 16, 32, 64, 120, 120]) await asksAgainAfter(seconds * 1000);
    web.reply = saved;
    await asksAgainAfter(120_000);
    assert.equal(outbox.isFailing(CLARITY), false);
    await pass(1_000_000);
    assert.deepEqual(outbox.waiting, []);
  });

  test("a server that asks for more time is given it, up to ten minutes", async () => {
    web.reply = () => busy({ "Retry-After": "600" });
    keep(CLARITY);
    await outbox.send();
    await asksAgainAfter(604_000);
    web.reply = () => busy({ "Retry-After": "601" });
    await asksAgainAfter(608_000);
    await asksAgainAfter(16_000);
  });

  test("a reply that does not come is waited for a minute", async () => {
    web.reply = ({ signal }) => new Promise((_, give) => signal.addEventListener("abort", () => give(signal.reason)));
    keep(CLARITY);
    outbox.send();
    await settled();
    await pass(59_999);
    assert.equal(outbox.isFailing(CLARITY), false);
    await pass(1);
    assert.equal(outbox.isFailing(CLARITY), true);
  });

  test("what is refused stays, with why, and is not sent again", async () => {
    web.reply = () => refused({ statement: "Choose one." });
    keep(CLARITY);
    keep(CLARITY, "comment");
    await outbox.send();
    assert.equal(keptFor(CLARITY).statement.refused, "Choose one.");
    assert.deepEqual(web.asked[1].body, { comment: "4", "at-comment": "100" });
  });

  test("what is refused for no reason of ours is tried again later", async () => {
    web.reply = () => refused(null);
    keep(CLARITY);
    await outbox.send();
    assert.equal(outbox.isFailing(CLARITY), true);
  });

  test("what is given anew while the old is on its way is sent after it", async () => {
    keep(CLARITY);
    web.reply = () => {
      web.reply = saved;
      keepFor(CLARITY, { statement: { value: "2", at: 200 } });
      return saved();
    };
    await outbox.send();
    assert.deepEqual(web.asked.map(({ body }) => body.statement), ["4", "2"]);
    assert.deepEqual(keptFor(CLARITY), {});
  });

  test("one request is under way at a time", async () => {
    let underWay = 0;
    web.reply = async () => {
      underWay += 1;
      assert.equal(underWay, 1);
      await settled();
      underWay -= 1;
      return saved();
    };
    keep(CLARITY);
    keep(POWER);
    await Promise.all([outbox.send(), outbox.send(POWER)]);
    assert.equal(web.asked.length, 2);
  });

  test("one address that fails does not hold up another", async () => {
    web.reply = ({ url }) => (url === CLARITY ? busy() : saved());
    keep(CLARITY);
    keep(POWER);
    await outbox.send();
    assert.deepEqual(outbox.waiting, [CLARITY]);
  });

  test("where the connection is back all is tried at once", async () => {
    web.reply = busy;
    keep(CLARITY);
    await outbox.send();
    await outbox.send();
    assert.equal(web.asked.length, 1);
    web.reply = saved;
    await outbox.sendAnew();
    assert.deepEqual(outbox.waiting, []);
  });

  for (const how of ["closed", "cancelled", "withdrawn", "unknown"]) {
    test(`once the server says “${how}” nothing more is sent, and it stays on the device`, async () => {
      web.reply = () => over(how);
      keep(CLARITY);
      keep(POWER);
      await outbox.send();
      await pass(1_000_000);
      outbox.sendBeforeLeaving();
      assert.equal(outbox.ended, how);
      assert.equal(web.asked.length, 1);
      assert.deepEqual(outbox.waiting.sort(), [CLARITY, POWER]);
    });
  }

  test("before the page is left everything is sent, whatever failed before", async () => {
    web.reply = busy;
    keep(CLARITY);
    keep(POWER);
    await outbox.send();
    outbox.sendBeforeLeaving();
    assert.deepEqual(web.asked.slice(2).map(({ url, keepalive }) => [url, keepalive]), [[CLARITY, true], [POWER, true]]);
  });

  test("what is too long to outlive the page is sent without that", async () => {
    keepFor(CLARITY, { comment: { value: "x".repeat(60_000), at: 1 } });
    await outbox.send();
    assert.equal(web.asked[0].keepalive, false);
  });

  test("the server is reached where it says so itself, and not where a wall answers", async () => {
    web.reply = open;
    assert.equal(await outbox.isReachable(), true);
    assert.equal(web.asked[0].method, "HEAD");
    for (const reply of [elsewhere, () => null]) {
      web.reply = reply;
      assert.equal(await outbox.isReachable(), false);
    }
  });
});
