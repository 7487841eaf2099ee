// While a long form is being sent, shows that work is going on and keeps it from being sent twice.

for (const form of document.querySelectorAll("[data-patience]")) {
  form.addEventListener("submit", () => {
    const note = document.createElement("p");
    note.setAttribute("role", "status");
    note.textContent = form.dataset.patience;
    const bar = document.createElement("progress");
    bar.className = "meter";
    bar.setAttribute("aria-label", form.dataset.patience);
    form.append(note, bar);
  });
  // Once the data are put together: a button that is disabled before would not be among them.
  form.addEventListener("formdata", () => {
    for (const button of form.querySelectorAll("button")) button.disabled = true;
  });
}
