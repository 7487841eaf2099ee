// What was given on this device and has not been sent, by the address it goes to:
// {name: {value, at, refused}}, where `at` is when by the server's clock. It rests in the browser's own storage; where that is blocked or
// full, in memory, as long as the page is open.

const PREFIX = "parallax:";
const OLDEST = 90 * 24 * 60 * 60 * 1000;
const inMemory = new Map();

function inStorage(url) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + url)) ?? {};
  } catch {
    return {};
  }
}

function addressesInStorage() {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
    return keys.map((key) => key.slice(PREFIX.length));
  } catch {
    return [];
  }
}

export const keptFor = (url) => inMemory.get(url) ?? inStorage(url);

export const lastsOnlyHere = () => inMemory.size > 0;

// The addresses behind this one that something is kept for.
export function addresses(start) {
  return [...new Set([...inMemory.keys(), ...addressesInStorage()])].filter((url) => url.startsWith(start));
}

export function keepFor(url, all) {
  const none = !Object.keys(all).length;
  inMemory.delete(url);
  try {
    if (none) localStorage.removeItem(PREFIX + url);
    else localStorage.setItem(PREFIX + url, JSON.stringify(all));
  } catch {
    if (!none) inMemory.set(url, all);
  }
}

// What has been kept for so long, by the server's time, that the server would not know when it was
// given. The device's own clock may have been put right since.
export function dropOld(now) {
  for (const url of addressesInStorage()) {
    const all = Object.entries(inStorage(url));
    const young = all.filter(([, one]) => one?.at > now - OLDEST);
    if (!young.length || young.length < all.length) keepFor(url, Object.fromEntries(young));
  }
}
