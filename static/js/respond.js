// Saves each answer as it is given. Without this file the page saves on Continue.

const form = document.getElementById("answers");
const state = document.getElementById("saved");
const count = document.getElementById("answered");
const progress = document.getElementById("progress");
const RETRY_AFTER = 4000;
const PAUSE_IN_TYPING = 1200;

const waiting = new Map();
let sending = false;
let timer;

function show(name) {
  state.textContent = state.dataset[name];
  state.classList.toggle("saved--waiting", name === "waiting" || name === "closed");
}

function countAnswers() {
  const groups = form.querySelectorAll(".choices--rating");
  const here = [...groups].filter((group) => group.querySelector(":checked")).length;
  const { total, answered, pageAnswered, text } = count.dataset;
  const all = Number(answered) - Number(pageAnswered) + here;
  count.textContent = text.replace("{answered}", all).replace("{total}", total);
  progress.value = all;
}

async function send() {
  if (sending || !waiting.size) return;
  sending = true;
  const batch = new Map(waiting);
  const body = new URLSearchParams(batch);
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  show("saving");
  try {
    const reply = await fetch(form.dataset.answerUrl, { method: "POST", body, keepalive: true });
    if (reply.status === 409) return show("closed");
    if (!reply.ok) throw new Error(reply.status);
    for (const [name, value] of batch) {
      form.elements[`initial-${name}`].value = value;
      if (waiting.get(name) === value) waiting.delete(name);
    }
    if (!waiting.size) show("saved");
  } catch {
    show("waiting");
    clearTimeout(timer);
    timer = setTimeout(send, RETRY_AFTER);
    return;
  } finally {
    sending = false;
  }
  send();
}

function keep(field) {
  waiting.set(field.name, field.value);
  clearTimeout(timer);
  send();
}

form.addEventListener("change", (event) => {
  keep(event.target);
  countAnswers();
});
form.elements.comment.addEventListener("input", (event) => {
  clearTimeout(timer);
  timer = setTimeout(() => keep(event.target), PAUSE_IN_TYPING);
});
window.addEventListener("online", send);
window.addEventListener("pagehide", send);
form.addEventListener("submit", () => waiting.clear());

// What was given before this file had arrived.
for (const field of form.querySelectorAll(":checked")) if (!field.defaultChecked) keep(field);
if (form.elements.comment.value !== form.elements.comment.defaultValue) keep(form.elements.comment);
countAnswers();
