// Asks before leaving a page with notes that are not saved.

const form = document.querySelector("[data-unsaved]");
let unsaved = form.querySelector(".field--error") !== null;

form.addEventListener("input", () => { unsaved = true; });
form.addEventListener("submit", () => { unsaved = false; });
window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
