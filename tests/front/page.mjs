// A page to run scripts on: elements with what scripts of ours ask of them, and no more.

const PART = /\.([\w-]+)|#([\w-]+)|\[([\w-]+)(?:(\^?=)"?([^"\]]*)"?)?\]|(:checked)|^([a-z]+)/g;

const camel = (name) => name.replace("data-", "").replace(/-(\w)/g, (_all, letter) => letter.toUpperCase());

class Element {
  hidden = false;
  checked = false;
  textContent = "";
  dataset = {};
  #attributes = {};
  #listeners = {};
  #children = [];

  constructor(tag, attributes = {}, ...children) {
    this.tag = tag;
    this.value = "";
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("data-")) this.dataset[camel(name)] = value;
      else if (name in this || ["id", "name", "type", "className", "checked"].includes(name)) this[name] = value;
      this.#attributes[name] = String(value);
    }
    this.append(...children);
  }

  get elements() {
    return new Proxy({}, { get: (_all, name) => {
      const found = this.querySelectorAll(`[name="${String(name)}"]`);
      if (found[0]?.type !== "radio") return found[0];
      return { get value() { return found.find((one) => one.checked)?.value ?? ""; } };
    } });
  }

  get form() { return this.closest("form"); }
  get classes() { return (this.className ?? this.getAttribute("class") ?? "").split(" "); }
  get classList() {
    return { toggle: (name, on) => {
      this.className = [...this.classes.filter((one) => one !== name), ...(on ? [name] : [])].join(" ");
    } };
  }

  getAttribute(name) { return this.#attributes[name] ?? (typeof this[name] === "string" && this[name] ? this[name] : null); }
  setAttribute(name, value) { this.#attributes[name] = value; }
  removeAttribute(name) { delete this.#attributes[name]; }
  addEventListener(type, listener) { (this.#listeners[type] ??= []).push(listener); }
  focus() { this.focused = true; }

  append(...others) {
    for (const one of others) one.parent = this;
    this.#children.push(...others);
  }

  before(other) {
    other.parent = this.parent;
    this.parent.#children.splice(this.parent.#children.indexOf(this), 0, other);
  }

  remove() {
    this.parent.#children = this.parent.#children.filter((one) => one !== this);
  }

  matches(selector) {
    return selector.split(",").some((one) => [...one.trim().matchAll(PART)].every(([, name, id, attribute, how, value, checked, tag]) => {
      if (name) return this.classes.includes(name);
      if (id) return this.id === id;
      if (checked) return this.checked;
      if (tag) return this.tag === tag;
      const has = this.getAttribute(attribute);
      const isData = attribute.startsWith("data-") && camel(attribute) in this.dataset;
      return how === "^=" ? has?.startsWith(value) : how ? has === value : has !== null || isData;
    }));
  }

  closest(selector) { return this.matches(selector) ? this : this.parent?.closest(selector) ?? null; }
  querySelectorAll(selector) {
    return this.#children.flatMap((one) => [...(one.matches(selector) ? [one] : []), ...one.querySelectorAll(selector)]);
  }
  querySelector(selector) { return this.querySelectorAll(selector)[0] ?? null; }

  // Tell whoever listens here or further out; whether anybody keeps the browser from what it would do.
  fire(type, more = {}, target = this) {
    let prevented = false;
    const event = { target, preventDefault: () => { prevented = true; }, ...more };
    for (const listener of this.#listeners[type] ?? []) listener(event);
    return this.parent?.fire(type, more, target) || prevented;
  }
}

export const element = (tag, attributes, ...children) => new Element(tag, attributes, ...children);

// The window of a page with these elements; `window.fire("online")`.
export function show(...elements) {
  const [window, document] = [element("window"), element("document")];
  window.append(document);
  document.append(...elements);
  const define = (name, value) => Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  document.getElementById = (id) => document.querySelector(`#${id}`);
  document.createElement = (tag) => element(tag);
  define("document", document);
  define("addEventListener", window.addEventListener.bind(window));
  define("CSS", { escape: (text) => text });
  define("navigator", { onLine: true });
  return window;
}
