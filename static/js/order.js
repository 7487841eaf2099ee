// Puts the items of a questionnaire in order without a reload: by their buttons, and by dragging,
// statements to another consideration, too. Without this file the buttons and links send the page.
// Nothing here moves by itself.

const items = document.getElementById("items");
const form = document.getElementById("order");
const said = document.getElementById("order-said");
const EDGE = 70;
const STEP = 24;

const middle = (one) => one.getBoundingClientRect().top + one.offsetHeight / 2;
const inList = (item) => [...item.parentElement.querySelectorAll(":scope > [data-item]")];

function placeOf(item) {
  const all = inList(item);
  const words = { what: item.dataset.what, number: all.indexOf(item) + 1, total: all.length };
  return said.dataset.moved.replace(/\{(\w+)\}/g, (_all, name) => words[name]);
}

// What the page would say at its top is shown where it is in view.
function tell(moved, message) {
  said.textContent = message || placeOf(moved);
  said.classList.toggle("visually-hidden", !message);
}

const hush = () => said.classList.add("visually-hidden");

async function send(item, { before, to = "" }) {
  const body = new FormData(form);
  body.set("before", before);
  body.set("to", to);
  const reply = await fetch(item.dataset.move, { method: "POST", body });
  const fresh = new DOMParser().parseFromString(await reply.text(), "text/html");
  const ordered = fresh.getElementById("items");
  if (!reply.ok || !ordered) throw new Error("not ordered");
  items.replaceChildren(...ordered.childNodes);
  showHandles();
  const moved = document.getElementById(item.id);
  tell(moved, fresh.querySelector(".messages")?.textContent.trim());
  return moved;
}

async function move(item, place) {
  try {
    return await send(item, place);
  } catch {
    location.reload();
    return null;
  }
}

form.addEventListener("submit", async (event) => {
  const button = event.submitter;
  if (!button) return;
  const direction = [...button.parentElement.querySelectorAll("button")].indexOf(button);
  event.preventDefault();
  const moved = await move(button.closest("[data-item]"), { before: button.value });
  if (!moved) return;
  const buttons = [...moved.querySelector(".order").querySelectorAll("button")];
  (buttons[direction].disabled ? buttons[1 - direction] : buttons[direction]).focus();
});

function showHandles() {
  for (const handle of items.querySelectorAll("[data-handle]")) handle.hidden = false;
}

// The item in hand stays where it is in the document and its neighbours go round it: moving it
// would let go of the pointer.
function follow(item, y) {
  const all = inList(item);
  const [before, after] = [all[all.indexOf(item) - 1], all[all.indexOf(item) + 1]];
  if (before && y < middle(before)) item.after(before);
  else if (after && y > middle(after)) item.before(after);
  const over = y < EDGE ? -STEP : y > innerHeight - EDGE ? STEP : 0;
  if (over) scrollBy({ top: over, behavior: "instant" });
}

// Where a statement would go if it were let go of here: to another consideration, before `next`.
function elsewhere(item, { clientX, clientY }) {
  const section = document.elementFromPoint(clientX, clientY)?.closest(".asked");
  if (!section || section.contains(item)) return null;
  const next = [...section.querySelectorAll("[data-item]")].find((one) => clientY < middle(one));
  const place = { before: next?.dataset.item ?? "", to: section.dataset.item };
  return { place, mark: next ?? section.querySelector(".asked__end") };
}

function showPlace(mark) {
  for (const one of items.querySelectorAll(".goes-here")) one.classList.remove("goes-here");
  mark?.classList.add("goes-here");
}

addEventListener("pointerdown", hush);
addEventListener("keydown", hush);

items.addEventListener("pointerdown", (down) => {
  const handle = down.target.closest("[data-handle]");
  if (!handle || down.button) return;
  down.preventDefault();
  const item = handle.closest("[data-item]");
  const start = inList(item);
  const dragging = new AbortController();
  const on = (kind, listener) => document.addEventListener(kind, listener, { signal: dragging.signal });
  const whole = item.parentElement === items;
  let other = null;

  function letGo() {
    dragging.abort();
    item.classList.remove("in-hand");
    items.classList.remove("items--folded");
    showPlace(null);
  }
  function putBack() {
    letGo();
    item.parentElement.append(...start);
  }

  handle.setPointerCapture(down.pointerId);
  item.classList.add("in-hand");
  items.classList.toggle("items--folded", whole);
  if (whole) scrollBy({ top: item.getBoundingClientRect().top - down.clientY + 20, behavior: "instant" });
  on("pointermove", (event) => {
    follow(item, event.clientY);
    other = whole ? null : elsewhere(item, event);
    showPlace(other?.mark);
  });
  on("pointercancel", putBack);
  on("keydown", (event) => { if (event.key === "Escape") putBack(); });
  on("pointerup", () => {
    letGo();
    const now = inList(item);
    const at = now.indexOf(item);
    if (other) move(item, other.place);
    else if (at !== start.indexOf(item)) move(item, { before: now[at + 1]?.dataset.item ?? "" });
  });
});

showHandles();
