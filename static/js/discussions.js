// Keeps notes that are not saved on this device, for whoever wrote them and no other, and brings them back.
// Without this file the page is a plain form.

const form = document.querySelector("[data-notes]");
const KEPT = "parallax-notes:"; // and not "parallax:", behind which kept.js keeps answers and drops the old

const storage = {
  of(key) {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  },
  put(key, value) {
    try {
      localStorage.setItem(key, JSON.stringify(value));
    } catch {
      // A browser that keeps nothing: saving still works, and leaving the page is asked about.
    }
  },
  // What has been saved by now, wherever it was written.
  forget(entries) {
    try {
      for (const key of Object.keys(localStorage)) {
        if (key.startsWith(KEPT) && entries.includes(this.of(key)?.idempotency_key)) localStorage.removeItem(key);
      }
    } catch {
      // Then there is nothing to forget.
    }
  },
};

function watch() {
  const key = `${KEPT}${form.dataset.notes}:${location.pathname}`;
  const status = form.querySelector("[data-kept]");
  const throwAway = form.querySelector("[data-throw-away]");
  const idempotencyKey = form.elements.idempotency_key.value;
  let unsaved = form.dataset.sent !== undefined;

  function tell(name) {
    throwAway.hidden = name !== "back";
    if (status.textContent === status.dataset[name]) return;
    const line = document.createElement("p");
    line.className = "message message--warning";
    line.textContent = status.dataset[name];
    status.replaceChildren(line);
  }

  // What stands in the form, with what it showed to begin with, by which a save finds what others changed.
  function fields() {
    const all = Object.fromEntries(new FormData(form));
    for (const other of ["csrfmiddlewaretoken", "conflict", "agreed"]) delete all[other];
    return all;
  }

  // While a conflict is shown, what was shown before it stays, so that whoever comes back meets it again.
  function keep() {
    const now = fields();
    const before = form.elements.conflict ? storage.of(key) : null;
    for (const [name, value] of Object.entries(before ?? {})) if (name.startsWith("initial-")) now[name] = value;
    storage.put(key, now);
    unsaved = true;
    tell("kept");
  }

  function bringBack() {
    const kept = storage.of(key);
    if (!kept || unsaved) return;
    const now = fields();
    const same = Object.keys(now).every((name) => name.startsWith("initial-") || name === "idempotency_key" || (kept[name] ?? "") === now[name]);
    if (same) return storage.forget([kept.idempotency_key]);
    for (const [name, value] of Object.entries(kept)) if (form.elements[name]) form.elements[name].value = value;
    unsaved = true;
    tell("back");
  }

  bringBack();
  if (form.dataset.sent === "settled") keep();
  form.addEventListener("input", keep);
  form.addEventListener("submit", (event) => {
    if (!navigator.onLine) {
      event.preventDefault();
      tell("offline");
      status.scrollIntoView({ block: "center" });
      return;
    }
    unsaved = false;
  });
  throwAway.addEventListener("click", () => {
    storage.forget([storage.of(key)?.idempotency_key, idempotencyKey]);
    unsaved = false;
    location.assign(location.pathname);
  });
  window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
  // Back from an error page, with what was written still in the boxes.
  window.addEventListener("pageshow", (event) => { if (event.persisted && storage.of(key)) { unsaved = true; tell("back"); } });
}

storage.forget([...document.querySelectorAll("[data-about]")].map((one) => one.dataset.about));
if (form) watch();
