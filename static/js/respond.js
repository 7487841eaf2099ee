// Sends each answer as it is given, and keeps on this device what could not be sent yet.
// Without this file a page saves when it is sent.

import { addresses, dropOld, keepFor, keptFor, lastsOnlyHere } from "./kept.js";
import { Outbox } from "./outbox.js";

const PAUSE_IN_TYPING = 1200;
const MOST_APART = 10 * 60 * 1000; // the clocks of web hosts

const form = document.getElementById("answers");
const state = document.getElementById("saved");
const { answersUrl, now } = document.querySelector("[data-answers-url]").dataset;
const here = form?.dataset.answerUrl;
const given = new Map(); // when each answer on this page was given, by the server's clock
const later = new Set(); // the names of those that were changed elsewhere since

let latest = 0;
let pause;
let pressed;
let asking = false; // whether a form can be sent
let passing = false; // a form that can
let warned = false;

// How far this device's clock is behind the server's. The time an answer was given has to hold
// beside other devices and however long it takes to arrive; the quickest page tells best, unless
// this device's clock has been put right since.
function behind() {
  const [page] = performance.getEntriesByType("navigation");
  const measured = Math.round(Number(now) - (performance.timeOrigin + (page?.responseStart ?? 0)));
  try {
    const before = Number(sessionStorage.getItem("parallax:behind") ?? measured);
    const best = before - measured < MOST_APART ? Math.max(measured, before) : measured;
    sessionStorage.setItem("parallax:behind", best);
    return best;
  } catch {
    return measured;
  }
}

const late = behind();
const outbox = new Outbox(answersUrl, { saved: settle, changed: show });

// Each time later than the one before.
function time() {
  latest = Math.max(Date.now() + late, latest + 1);
  return latest;
}

const fields = (name) => [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];

// What the server would not take, of this page or, beside the way in, of any.
function refusals() {
  const urls = form ? [here] : addresses(answersUrl);
  return urls.flatMap((url) => Object.entries(keptFor(url)).filter(([, one]) => one.refused));
}

// What is to be said when nothing is under way.
function standing() {
  if (outbox.ended) return outbox.ended;
  if (refusals().length || form?.querySelector("[aria-invalid]")) return "refused";
  if (outbox.waiting.some((url) => outbox.isFailing(url))) return lastsOnlyHere() ? "fleeting" : "kept";
  if (later.size) return "later";
  return state?.dataset.state ? "saved" : "";
}

function show(name = standing()) {
  if (form) for (const [field, { refused }] of refusals()) mark(field, refused);
  if (!state || (state.dataset.state ?? "") === name) return;
  state.dataset.state = name;
  state.textContent = state.dataset[name] ?? "";
  state.classList.toggle("saved--waiting", !["saving", "saved"].includes(name));
}

// What was taken is what the page shows to begin with from now on.
function settle(url, batch, changedLater) {
  if (url !== here) return;
  for (const [name, { value }] of batch) {
    const shown = form.elements[`initial-${name}`];
    if (shown) shown.value = value;
    later.delete(name);
  }
  for (const name of changedLater) later.add(name);
}

// Says beside a field why the server refused what it holds; with no message, no more.
function mark(name, message) {
  const area = fields(name)[0]?.closest("fieldset, .field");
  const described = area?.querySelector("textarea") ?? area;
  const id = `id_${name}_error`;
  if (!area || (message && document.getElementById(id))) return;
  document.getElementById(id)?.remove();
  area.classList.toggle("field--error", Boolean(message));
  for (const field of fields(name)) {
    if (message) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }
  const others = (described.getAttribute("aria-describedby") ?? "").split(" ").filter((one) => one && one !== id);
  described.setAttribute("aria-describedby", [...others, ...(message ? [id] : [])].join(" "));
  if (!message) return;
  const note = Object.assign(document.createElement("div"), { id, className: "field__error" });
  note.textContent = message;
  area.querySelector(".choices, textarea").before(note);
}

function keep(name, value, sendAfter = 0) {
  const at = time();
  given.set(name, at);
  keepFor(here, { ...keptFor(here), [name]: { value, at } });
  mark(name);
  clearTimeout(pause);
  if (sendAfter) pause = setTimeout(() => outbox.send(here), sendAfter);
  else outbox.send(here);
}

function fill(name, value) {
  for (const field of fields(name)) {
    if (field.type === "radio") field.checked = field.value === value;
    else field.value = value;
  }
}

// Which statements are answered, and what can be cleared.
function count() {
  const counted = document.getElementById("answered");
  const groups = [...form.querySelectorAll(".choices--rating")];
  const onPage = groups.filter((group) => group.querySelector(":checked")).length;
  const { total, answered, pageAnswered, text } = counted.dataset;
  const all = Number(answered) - Number(pageAnswered) + onPage;
  counted.textContent = text.replace("{answered}", all).replace("{total}", total);
  document.getElementById("progress").value = all;
  for (const button of form.querySelectorAll("[name=clear]")) {
    button.hidden = !fields(button.value).some((field) => field.checked);
  }
}

function clear(button) {
  const choices = fields(button.value);
  choices[0].focus();
  fill(button.value, "");
  keep(button.value, "");
  count();
}

// What the page shows and the server has not: it was given before this file had arrived, or came
// back with a mistake beside it.
function unsaved() {
  const before = keptFor(here);
  const names = [...form.querySelectorAll("[name^=initial-]")].map(({ name }) => name.replace("initial-", ""));
  return names.filter((name) => {
    const { value } = form.elements[name];
    const isNew = value !== form.elements[`initial-${name}`].value && value !== before[name]?.value;
    return isNew && !form.querySelector(`[name="${CSS.escape(name)}"][aria-invalid]`);
  });
}

// That, then what this device kept from before, which is later than what the page came with. What
// was refused and is there now was sent with the page.
function restore() {
  for (const name of unsaved()) keep(name, form.elements[name].value);
  const all = Object.entries(keptFor(here));
  const left = all.filter(([name, one]) => !one.refused || form.elements[`initial-${name}`]?.value !== one.value);
  if (left.length < all.length) keepFor(here, Object.fromEntries(left));
  for (const [name, { value, at }] of left) {
    fill(name, value);
    given.set(name, at);
    latest = Math.max(latest, at);
  }
}

function watch() {
  restore();
  count();
  form.addEventListener("change", ({ target }) => {
    keep(target.name, target.value);
    count();
  });
  form.elements.comment.addEventListener("input", ({ target }) => keep(target.name, target.value, PAUSE_IN_TYPING));
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[name=clear]");
    if (!button) return;
    event.preventDefault();
    clear(button);
  });
}

function hold(target, name, value) {
  target.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
}

// The page goes with when each thing on it was given, as each on its own does.
function stamp(target) {
  if (target !== form) return;
  for (const [name, at] of given) {
    form.elements[`at-${name}`]?.remove();
    hold(form, `at-${name}`, at);
  }
}

function submit(target, button) {
  passing = true;
  if (target.requestSubmit) {
    target.requestSubmit(button);
  } else {
    if (button?.name) hold(target, button.name, button.value);
    stamp(target);
    target.submit();
  }
  passing = false;
}

// Whether a form can be sent: where it can't, the browser would lose the page over it. A page of
// answers carries all that it has to say; handing in without what could not be sent takes a second
// try.
async function canGo(urls) {
  await outbox.send(...urls);
  const left = urls.some((url) => outbox.waiting.includes(url));
  if (outbox.ended || (!left && navigator.onLine)) return true;
  const reachable = await outbox.isReachable();
  if (reachable && (form || !left || warned)) return true;
  warned = left && !form;
  if (warned) show("unsubmitted");
  else if (!left) show("offline");
  else show(lastsOnlyHere() ? "fleeting" : "waiting");
  return false;
}

async function goOn(event) {
  const { target, submitter } = event;
  const urls = form ? [here].filter((url) => outbox.isFailing(url)) : outbox.waiting;
  if (passing || outbox.ended || (navigator.onLine && !urls.length)) {
    stamp(target);
    return;
  }
  event.preventDefault();
  if (asking) return;
  asking = true;
  if (await canGo(urls)) submit(target, submitter ?? (pressed?.form === target ? pressed : null));
  asking = false;
}

dropOld(Date.now() + late);
if (form) watch();
addEventListener("online", () => outbox.sendAnew());
addEventListener("storage", () => show());
document.addEventListener("visibilitychange", () => {
  if (document.hidden) outbox.sendBeforeLeaving();
  else outbox.send();
});
document.addEventListener("click", (event) => { pressed = event.target.closest("[type=submit]"); });
document.addEventListener("submit", goOn);
outbox.send();
