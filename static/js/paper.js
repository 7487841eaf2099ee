// On paper nothing is closed: what is closed is opened to be printed, and closed again after.
// The style sheet alone does it in browsers that know ::details-content.

const opened = [];

addEventListener("beforeprint", () => {
  for (const one of document.querySelectorAll("details:not([open])")) {
    one.open = true;
    opened.push(one);
  }
});
addEventListener("afterprint", () => {
  for (const one of opened.splice(0)) one.open = false;
});
