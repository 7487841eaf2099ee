// Typing in a sheet by keyboard: a key chooses in the row that has the focus, and moves to the next.
// Without this file the page is a form like any other.

const REASONS = { d: "dont_know", n: "not_applicable" };
const rows = [...document.querySelectorAll("#entry .choices")];

function goTo(row) {
  const target = row?.querySelector(":checked, input") ?? document.querySelector("#entry [type=submit]");
  target.focus();
  target.scrollIntoView({ block: "center" });
}

document.getElementById("entry").addEventListener("keydown", (event) => {
  const row = event.target.closest(".choices");
  if (!row || event.ctrlKey || event.altKey || event.metaKey) return;
  const value = REASONS[event.key.toLowerCase()] ?? (event.key === "0" ? "10" : event.key);
  const choice = row.querySelector(`input[value="${CSS.escape(value)}"]`);
  if (!choice && event.key !== "Enter") return;
  event.preventDefault();
  if (choice) choice.checked = true;
  goTo(rows[rows.indexOf(row) + 1]);
});
