// Sends what is kept, one address after the other, and tries again what could not be sent: each
// time after a longer while, and not when everybody else does. Only 204 says that something was
// saved, and only a header of ours that nothing will be: anything else may come from something
// between here and the server.

import { addresses, keepFor, keptFor } from "./kept.js";

const SHORTEST_WAIT = 4_000;
const LONGEST_WAIT = 120_000;
const LONGEST_ASKED_FOR = 600_000;
const LONGEST_REPLY = 60_000;
const MOST_KEPT_ALIVE = 60_000;
const ENDINGS = ["closed", "cancelled", "withdrawn", "unknown"];

const sendable = (url) => Object.entries(keptFor(url)).filter(([, one]) => !one.refused);

// A request that ends, and is answered by nobody but us: a redirect leads to somebody else's page.
async function ask(url, options, read) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), LONGEST_REPLY);
  try {
    const reply = await fetch(url, { redirect: "error", signal: patience.signal, ...options });
    return await read(reply, reply.headers.get("Parallax-Review"));
  } catch {
    return {};
  } finally {
    clearTimeout(timer);
  }
}

async function outcome(reply, review) {
  const { status, headers } = reply;
  if (status === 204) return { saved: true, later: (headers.get("Parallax-Later") ?? "").split(" ").filter(Boolean) };
  if (ENDINGS.includes(review)) return { ended: review };
  if (status === 422) return { refused: Object((await reply.json()).refused) };
  return { wait: Number(headers.get("Retry-After")) * 1000 };
}

// A body that is longer than what browsers send after a page is gone is sent without that.
function post(url, batch) {
  const body = new URLSearchParams();
  for (const [name, { value, at }] of batch) {
    body.set(name, value);
    body.set(`at-${name}`, at);
  }
  const keepalive = String(body).length < MOST_KEPT_ALIVE;
  return ask(url, { method: "POST", body, keepalive }, outcome);
}

// What has been given anew in the meantime stays as it is.
function settle(url, batch, refused) {
  const all = keptFor(url);
  for (const [name, one] of batch) {
    if (all[name]?.at !== one.at) continue;
    if (name in refused) all[name] = { ...one, refused: refused[name] };
    else delete all[name];
  }
  keepFor(url, all);
}

// `start` is the address that all others are behind; `saved` and `changed` are told what happens.
export class Outbox {
  ended = "";
  #failures = new Map();
  #running = Promise.resolve();
  #timer;

  constructor(start, { saved, changed }) {
    Object.assign(this, { start, saved, changed });
  }

  get waiting() {
    return addresses(this.start).filter((url) => sendable(url).length);
  }

  isFailing(url) {
    return this.#failures.has(url) && this.waiting.includes(url);
  }

  // All that it is time for, and these in any case.
  send(...urls) {
    for (const url of urls) if (this.#failures.has(url)) this.#failures.get(url).until = 0;
    this.#running = this.#running.then(() => this.#run());
    return this.#running;
  }

  sendAnew() {
    this.#failures.clear();
    return this.send();
  }

  // The page may be gone before there is a reply, or before another request has had one.
  sendBeforeLeaving() {
    if (!this.ended) for (const url of this.waiting) this.#attempt(url);
  }

  // Whether the server itself can be reached, and no sign-in wall or maintenance page.
  async isReachable() {
    const { review } = await ask(this.start, { method: "HEAD" }, (_reply, review) => ({ review }));
    return Boolean(review);
  }

  async #run() {
    clearTimeout(this.#timer);
    for (let url = this.#next(); url; url = this.#next()) {
      this.changed("saving");
      await this.#attempt(url);
    }
    this.changed();
    const times = this.waiting.map((url) => this.#failures.get(url)?.until ?? 0);
    const wait = Math.max(0, Math.min(...times) - performance.now());
    if (times.length && !this.ended) this.#timer = setTimeout(() => this.send(), wait);
  }

  #next() {
    const now = performance.now();
    const isDue = (url) => (this.#failures.get(url)?.until ?? 0) <= now;
    return this.ended ? undefined : this.waiting.find(isDue);
  }

  async #attempt(url) {
    const batch = sendable(url);
    const { saved, ended, later, refused = {}, wait } = await post(url, batch);
    const settled = saved ? batch : batch.filter(([name]) => name in refused);
    if (ended) this.ended = ended;
    else if (settled.length) this.#failures.delete(url);
    else this.#fail(url, wait);
    settle(url, settled, refused);
    if (saved) this.saved(url, batch, later);
  }

  #fail(url, wait) {
    const times = (this.#failures.get(url)?.times ?? 0) + 1;
    const asked = wait > 0 && wait <= LONGEST_ASKED_FOR ? wait : 0;
    const most = Math.min(LONGEST_WAIT, SHORTEST_WAIT * 2 ** (times - 1));
    this.#failures.set(url, { times, until: performance.now() + asked + Math.random() * most });
  }
}
