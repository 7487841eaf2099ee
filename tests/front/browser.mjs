// What a script finds in a browser, as little of it as the tests need: storage, a clock, replies.

import { mock } from "node:test";

export const START = "/respond/r/token/";
export const CLARITY = `${START}about/clarity/answer/`;
export const POWER = `${START}about/power/answer/`;
export const DAY = 24 * 60 * 60 * 1000;

const define = (name, value) => Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });

class Storage {
  getItem(key) { return Object.hasOwn(this, key) ? this[key] : null; }
  setItem(key, value) { this[key] = String(value); }
  removeItem(key) { delete this[key]; }
}

export function storage() {
  define("localStorage", new Storage());
  define("sessionStorage", new Storage());
}

// A browser that keeps nothing, as in some private windows.
export function blockedStorage() {
  const refuse = () => { throw new DOMException("blocked"); };
  const blocked = new Proxy({}, { get: () => refuse, ownKeys: refuse });
  define("localStorage", blocked);
  define("sessionStorage", blocked);
}

// Time passes only when a test says so; waits are as long as they may be.
export function clock() {
  let now = 0;
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1_700_000_000_000 });
  mock.method(Math, "random", () => 1);
  define("performance", { now: () => now, timeOrigin: Date.now(), getEntriesByType: () => [{ responseStart: 0 }] });
  return async (milliseconds) => {
    now += milliseconds;
    mock.timers.tick(milliseconds);
    await settled();
  };
}

// Until everything that is under way has had its turn.
export async function settled() {
  for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
}

const headersOf = (review, headers) => new Headers(review === null ? headers : { "Parallax-Review": review, ...headers });

export const saved = (headers = {}) => ({ status: 204, headers: headersOf("open", headers) });
export const elsewhere = () => ({ status: 200, headers: headersOf(null, {}) });
export const busy = (headers = {}) => ({ status: 503, headers: headersOf(null, headers) });
export const over = (how) => ({ status: 403, headers: headersOf(how, {}) });
export const refused = (why) => ({ status: 422, headers: headersOf("open", {}), json: async () => ({ refused: why }) });
export const open = () => ({ status: 200, headers: headersOf("open", {}) });

// A server: `server.reply` is what it makes of a request; `server.asked` is what it was asked for.
export function server(reply = saved) {
  const here = { reply, asked: [] };
  define("fetch", async (url, options) => {
    const body = options.body ? Object.fromEntries(options.body) : null;
    here.asked.push({ ...options, url, body });
    const made = await here.reply({ url, body, ...options });
    if (!made) throw new TypeError("Failed to fetch");
    return made;
  });
  return here;
}
