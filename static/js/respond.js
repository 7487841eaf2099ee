// Sends each answer as it is given, and keeps on this device what could not be sent yet.
// Without this file a page saves on Continue.

const form = document.getElementById("answers");
const state = document.getElementById("saved");
const here = document.querySelector("[data-answers-url]").dataset.answersUrl;
const forget = document.querySelector("[data-forget-kept]");
const RETRY_AFTER = 4000;
const PAUSE_IN_TYPING = 1200;

// What is kept, by the address it goes to: {name: {value, at}}. It is gone once it is sent.
const kept = {
  inMemory: new Map(),
  key: (url) => `parallax:${url}`,
  of(url) {
    try {
      return JSON.parse(localStorage.getItem(this.key(url))) ?? {};
    } catch {
      return this.inMemory.get(url) ?? {};
    }
  },
  put(url, all) {
    const none = !Object.keys(all).length;
    try {
      if (none) localStorage.removeItem(this.key(url));
      else localStorage.setItem(this.key(url), JSON.stringify(all));
    } catch {
      this.inMemory.set(url, all);
    }
  },
  urls() {
    const found = new Set(this.inMemory.keys());
    try {
      for (const key of Object.keys(localStorage)) {
        if (key.startsWith(this.key(here))) found.add(key.slice(this.key("").length));
      }
    } catch {
      // A browser that keeps nothing has nothing to send.
    }
    return [...found].filter((url) => Object.keys(this.of(url)).length);
  },
  forget() {
    for (const url of this.urls()) this.put(url, {});
  },
};

let sending = false;
let timer;
let latest = 0;

// How far this device's clock is behind the server's. The time an answer was given has to hold
// beside other devices and however long it takes to arrive; the quickest page tells best.
function behind() {
  const [page] = performance.getEntriesByType("navigation");
  const now = Number(document.querySelector("[data-now]").dataset.now);
  const measured = Math.round(now - (performance.timeOrigin + (page?.responseStart ?? 0)));
  try {
    const best = Math.max(measured, Number(sessionStorage.getItem("parallax:behind") ?? measured));
    sessionStorage.setItem("parallax:behind", best);
    return best;
  } catch {
    return measured;
  }
}

const clock = behind();

// Each time later than the one before.
function time() {
  latest = Math.max(Date.now(), latest + 1);
  return latest;
}

function show(name) {
  if (!state) return;
  state.textContent = state.dataset[name];
  state.classList.toggle("saved--waiting", ["kept", "closed", "refused"].includes(name));
}

function settle(url, batch) {
  const all = kept.of(url);
  for (const [name, { value, at }] of Object.entries(batch)) {
    if (all[name]?.at === at) delete all[name];
    const shown = form?.dataset.answerUrl === url && form.elements[`initial-${name}`];
    if (shown) shown.value = value;
  }
  kept.put(url, all);
}

async function sendTo(url) {
  const batch = kept.of(url);
  const body = new URLSearchParams();
  body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  for (const [name, { value, at }] of Object.entries(batch)) {
    body.set(name, value);
    body.set(`at-${name}`, at + clock);
  }
  const reply = await fetch(url, { method: "POST", body, keepalive: true });
  if ([404, 409, 410].includes(reply.status)) {
    kept.forget();
    return "closed";
  }
  if (reply.status === 422) {
    settle(url, batch);
    return "refused";
  }
  if (!reply.ok) throw new Error(reply.status);
  settle(url, batch);
  return "saved";
}

// Sends all there is, one request after the other; whether nothing is left.
async function send() {
  if (sending) return false;
  sending = true;
  clearTimeout(timer);
  try {
    for (let urls = kept.urls(); urls.length; urls = kept.urls()) {
      show("saving");
      show(await sendTo(urls[0]));
    }
    return true;
  } catch {
    show("kept");
    timer = setTimeout(send, RETRY_AFTER);
    return false;
  } finally {
    sending = false;
  }
}

function keep(field, sendAfter = 0) {
  const url = form.dataset.answerUrl;
  kept.put(url, { ...kept.of(url), [field.name]: { value: field.value, at: time() } });
  clearTimeout(timer);
  if (sendAfter) timer = setTimeout(send, sendAfter);
  else send();
}

function countAnswers() {
  const count = document.getElementById("answered");
  const groups = form.querySelectorAll(".choices--rating");
  const onPage = [...groups].filter((group) => group.querySelector(":checked")).length;
  const { total, answered, pageAnswered, text } = count.dataset;
  const all = Number(answered) - Number(pageAnswered) + onPage;
  count.textContent = text.replace("{answered}", all).replace("{total}", total);
  document.getElementById("progress").value = all;
}

// What this device kept is later than what the page came with.
function restore() {
  for (const [name, { value }] of Object.entries(kept.of(form.dataset.answerUrl))) {
    const field = form.elements[name];
    if (field) field.value = value;
  }
}

function watch() {
  restore();
  form.addEventListener("change", (event) => {
    keep(event.target);
    countAnswers();
  });
  form.elements.comment.addEventListener("input", (event) => keep(event.target, PAUSE_IN_TYPING));
  // What was given before this file had arrived.
  for (const field of form.querySelectorAll(":checked")) if (!field.defaultChecked) keep(field);
  const { comment } = form.elements;
  if (comment.value !== comment.defaultValue) keep(comment);
  countAnswers();
}

// Going on without a connection would lead to an error page: first what is kept has to be gone.
async function goOn(event) {
  if (navigator.onLine && state?.textContent !== state?.dataset.kept) return;
  event.preventDefault();
  const { target, submitter } = event;
  if (await send()) target.requestSubmit(submitter);
  else state?.scrollIntoView({ block: "center" });
}

if (forget) {
  kept.forget();
} else if (document.querySelector("[name=csrfmiddlewaretoken]")) {
  if (form) watch();
  window.addEventListener("online", send);
  window.addEventListener("pagehide", send);
  document.addEventListener("submit", goOn);
  send();
}
