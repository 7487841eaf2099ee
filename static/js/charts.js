// Draws the charts of a page with Plotly. Their figures stand in the page as data; colours are
// named by token ("--group-1") and resolved here, so that they follow the style sheet.

const CHARACTER = 7.4;

function resolved(value, styles) {
  if (typeof value === "string") return value.startsWith("--") ? styles.getPropertyValue(value).trim() : value;
  if (Array.isArray(value)) return value.map((one) => resolved(one, styles));
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, resolved(one, styles)]));
  }
  return value;
}

function wrapped(text, width) {
  const room = Math.max(20, Math.floor(width / CHARACTER));
  const lines = [""];
  for (const word of text.split(" ")) {
    const last = lines.length - 1;
    if (lines[last] && lines[last].length + word.length >= room) lines.push(word);
    else lines[last] = lines[last] ? `${lines[last]} ${word}` : word;
  }
  return lines.join("<br>");
}

function draw(plot, source) {
  const styles = getComputedStyle(document.documentElement);
  const { data, layout } = resolved(JSON.parse(source), styles);
  const ink = styles.getPropertyValue("--ink").trim();
  for (const one of layout.annotations) {
    if (one.wrap) one.text = wrapped(one.text, plot.clientWidth - 24);
    delete one.wrap;
    one.font = { color: ink, size: 14 };
  }
  const finished = {
    ...layout,
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    font: { family: getComputedStyle(document.body).fontFamily, color: ink, size: 13 },
  };
  plot.style.minBlockSize = "0";
  return Plotly.react(plot, data, finished, { responsive: true, displayModeBar: false });
}

const drawn = new WeakMap();

// Draws every chart, or those whose figures have changed.
function drawAll({ anew = false } = {}) {
  for (const plot of document.querySelectorAll("[data-figure]")) {
    const source = document.getElementById(plot.dataset.figure).textContent;
    if (anew || drawn.get(plot) !== source) draw(plot, source);
    drawn.set(plot, source);
  }
}

drawAll();
for (const changed of ["htmx:afterSettle", "htmx:historyRestore"]) document.addEventListener(changed, () => drawAll());
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => drawAll({ anew: true }));
