// Draws the charts of a page with Plotly, for the page, for paper and as pictures to keep. Their
// figures stand in the page as data; colours are named by token ("--group-1") and resolved here, so
// that they follow the style sheet.

const CHARACTER = 7.4;
const LINE = 19;
const NARROW = 560;
const PAPER = { width: 680, height: 680, page: 960 };
const PICTURE = { width: 1000, height: 450, edge: 20, scale: 2 };

const onScreen = (token) => getComputedStyle(document.documentElement).getPropertyValue(token).trim();

// The light colours, whatever the page looks like now; paper is white.
function onWhite(token) {
  if (token === "--paper") return "#ffffff";
  for (const sheet of document.styleSheets) {
    if (!sheet.href?.includes("tokens")) continue;
    const root = [...sheet.cssRules].find((rule) => rule.selectorText === ":root");
    return root.style.getPropertyValue(token).trim();
  }
  return onScreen(token);
}

// A token between two points of the scale ("--point-1.44") is mixed of both.
function mixed(token, colour) {
  const between = token.match(/^--point-(\d)(\.\d+)$/);
  if (!between) return colour(token);
  const [low, high] = [0, 1].map((more) => colour(`--point-${Number(between[1]) + more}`));
  const parts = [1, 3, 5].map((at) => {
    const [from, to] = [low, high].map((one) => parseInt(one.slice(at, at + 2), 16));
    return Math.round(from + (to - from) * Number(between[2]));
  });
  return `rgb(${parts.join(", ")})`;
}

function resolved(value, colour) {
  if (typeof value === "string") return value.startsWith("--") ? mixed(value, colour) : value;
  if (Array.isArray(value)) return value.map((one) => resolved(one, colour));
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, resolved(one, colour)]));
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

const sourceOf = (plot) => document.getElementById(plot.dataset.figure).textContent;

const linesIn = (text) => text.split("<br>").length;

// The heading above a label, which has been wrapped.
function above(one, width) {
  return { ...one, text: wrapped(one.heading, width), yshift: linesIn(one.text) * LINE, weight: "bold" };
}

// Wraps the labels that stand above rows, puts headings above those that have one, and says how much
// higher the chart is for it: by the lines that were added, and on narrow screens by the legend, whose
// entries stand below each other there.
function more({ data, layout }, width) {
  const labels = (layout.annotations ?? []).filter((one) => one.wrap);
  for (const one of labels) one.text = wrapped(one.text, width - 24);
  const headings = labels.filter((one) => one.heading).map((one) => above(one, width - 24));
  layout.annotations?.push(...headings);
  const heights = [...labels.map((one) => linesIn(one.text)), ...headings.map((one) => linesIn(one.text) + one.yshift / LINE + 1)];
  const named = width < NARROW ? data.filter((one) => one.name && one.showlegend !== false).length : 1;
  return ((Math.max(1, ...heights) - 1) * labels.length + Math.max(0, named - 1)) * LINE;
}

// What stands before decimals and between thousands, as the language of the page has it.
function separators() {
  const parts = new Intl.NumberFormat(document.documentElement.lang).formatToParts(12345.6);
  return ["decimal", "group"].map((mark) => parts.find((one) => one.type === mark)?.value ?? "").join("");
}

// The figure of a plot in these colours, with texts that fit the width.
function figure(plot, colour, width) {
  const source = JSON.parse(sourceOf(plot));
  const { data, layout } = resolved(width < NARROW ? { ...source, ...source.narrow } : source, colour);
  const ink = colour("--ink");
  layout.height += more({ data, layout }, width);
  for (const one of layout.annotations ?? []) {
    one.font = { color: one.tone ?? ink, size: 14, weight: one.weight ?? "normal" };
    for (const ours of ["wrap", "heading", "weight", "tone"]) delete one[ours];
  }
  const font = { family: getComputedStyle(document.body).fontFamily, color: ink, size: 13 };
  const clear = "rgba(0,0,0,0)";
  const look = { paper_bgcolor: clear, plot_bgcolor: clear, font, separators: separators() };
  return { data, layout: { ...layout, ...look } };
}

const plots = () => [...document.querySelectorAll("[data-figure]")];
const drawn = new WeakMap();
const waiting = new WeakMap();
const drawing = new WeakSet();
let drawNow = drawForScreen;

// Two drawings of one plot at once run into each other: each waits for the one before, and of those
// that wait only the last is made. The first begins at once, as what is printed has to.
async function drawInTurn(plot, draw) {
  waiting.set(plot, draw);
  if (drawing.has(plot)) return;
  drawing.add(plot);
  try {
    for (let next = draw; next; next = waiting.get(plot)) {
      waiting.delete(plot);
      await next(plot);
    }
  } finally {
    drawing.delete(plot);
  }
}

function drawForScreen(plot) {
  const { data, layout } = figure(plot, onScreen, plot.clientWidth);
  plot.style.minBlockSize = "0";
  return Plotly.react(plot, data, layout, { responsive: true, displayModeBar: false });
}

// On paper a chart is light and as wide as the paper; one that would fill a page leaves room for its heading.
function drawForPaper(plot) {
  const { data, layout } = figure(plot, onWhite, PAPER.width);
  const height = layout.height < PAPER.page ? Math.min(layout.height, PAPER.height) : layout.height;
  return Plotly.react(plot, data, { ...layout, height, width: PAPER.width, autosize: false }, { displayModeBar: false });
}

function drawChanged() {
  for (const plot of plots()) {
    const source = sourceOf(plot);
    if (drawn.get(plot) === source) continue;
    drawn.set(plot, source);
    drawInTurn(plot, drawNow);
  }
  for (const offer of document.querySelectorAll("[data-pictures]")) offer.hidden = false;
}

function svgMarkup(name, attributes, text = "") {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return new XMLSerializer().serializeToString(made);
}

// Text on a picture from this height on, line by line, and how high the next may be.
function written(texts, top, { size, ...look }) {
  const { width, edge } = PICTURE;
  const lines = texts.flatMap((text) => wrapped(text, (width - 2 * edge) * (14 / size)).split("<br>"));
  const apart = size * 1.4;
  const parts = lines.map((line, row) => svgMarkup("text", { x: edge, y: top + size + row * apart, "font-size": size, ...look }, line));
  return { parts, end: top + lines.length * apart };
}

// A chart as it is shown, in light colours, on white. Above it stand its title, whose it is, and who
// answered; below it its notes.
async function pictured(plot, { title, about, facts }) {
  const { width, edge } = PICTURE;
  const { data, layout } = figure(plot, onWhite, width);
  const high = layout.height ?? PICTURE.height;
  const drawing = await Plotly.toImage({ data, layout: { ...layout, width, height: high } }, { format: "svg", width, height: high });
  const words = { "font-family": layout.font.family, fill: onWhite("--ink-soft") };
  const head = written([title], edge, { ...words, size: 22, "font-weight": 600, fill: onWhite("--ink") });
  const whose = written([about, ...facts.split("\n")], head.end, { ...words, size: 14 });
  const top = whose.end + edge;
  const chart = decodeURIComponent(drawing.slice(drawing.indexOf(",") + 1)).replace("<svg ", `<svg y="${top}" `);
  const said = [...plot.closest("figure").querySelectorAll("figcaption > span")].map((note) => note.textContent);
  const notes = written(said, top + high, { ...words, size: 13 });
  const parts = [svgMarkup("rect", { width: "100%", height: "100%", fill: "#ffffff" }), ...head.parts, ...whose.parts, chart, ...notes.parts];
  const size = { width, height: Math.ceil(notes.end + edge) };
  const frame = svgMarkup("svg", { ...size, viewBox: `0 0 ${size.width} ${size.height}` }, "…");
  const whole = frame.replace("…", () => parts.join(""));
  return { svg: `data:image/svg+xml,${encodeURIComponent(whole)}`, ...size };
}

// The content policy lets pictures in as data only, so the drawing is painted here.
async function painted({ svg, width, height }) {
  const image = new Image();
  image.src = svg;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width * PICTURE.scale, height * PICTURE.scale];
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/png");
}

async function save({ target }) {
  const kind = target.closest?.("[data-picture]")?.dataset.picture;
  if (!kind) return;
  const offer = target.closest("[data-pictures]");
  const plot = target.closest(".chart").querySelector("[data-figure]");
  const picture = await pictured(plot, offer.dataset);
  const link = document.createElement("a");
  link.href = kind === "svg" ? picture.svg : await painted(picture);
  link.download = `${offer.dataset.pictures}.${kind}`;
  link.click();
}

// Without Plotly there are the tables.
function showTables() {
  for (const plot of plots()) plot.closest("[role=img]").hidden = true;
  for (const figures of document.querySelectorAll("[id^=figures-]")) figures.open = true;
}

function redraw(draw) {
  drawNow = draw;
  for (const plot of plots()) drawInTurn(plot, draw);
}

const update = window.Plotly ? drawChanged : showTables;

update();
for (const changed of ["htmx:afterSettle", "htmx:historyRestore"]) document.addEventListener(changed, update);
if (window.Plotly) {
  document.addEventListener("click", save);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => redraw(drawNow));
  window.addEventListener("beforeprint", () => redraw(drawForPaper));
  window.addEventListener("afterprint", () => redraw(drawForScreen));
}
