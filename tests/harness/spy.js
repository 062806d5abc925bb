// Runs in every page before the page's own scripts: keeps what its WebSockets did and
// tells when something that a person could see has changed. It changes nothing itself.
(() => {
  const sockets = []; // {url, state, sent, received, code}
  const errors = [];
  const listeners = new Set();
  const changed = () => listeners.forEach((listener) => listener());
  const changedSoon = () => setTimeout(changed); // after the page's own handlers

  window.WebSocket = class WebSocket extends window.WebSocket {
    constructor(...args) {
      super(...args);
      const record = { url: this.url, state: "connecting", sent: [], received: [], code: null };
      sockets.push(record);
      this.record = record;
      this.addEventListener("open", () => { record.state = "open"; changedSoon(); });
      this.addEventListener("message", (event) => { record.received.push(event.data); changedSoon(); });
      this.addEventListener("close", (event) => {
        record.state = "closed";
        record.code = event.code;
        changedSoon();
      });
    }
    send(data) {
      this.record.sent.push(data);
      super.send(data);
    }
  };

  // A text area's value is no part of the document: no observer sees it change.
  const area = HTMLTextAreaElement.prototype;
  const value = Object.getOwnPropertyDescriptor(area, "value");
  Object.defineProperty(area, "value", {
    ...value,
    set(text) { value.set.call(this, text); changedSoon(); },
  });
  new MutationObserver(changed).observe(document, {
    subtree: true, childList: true, characterData: true, attributes: true,
  });
  addEventListener("error", (event) => {
    // Of a script that failed, or of a file that could not be loaded.
    const { message, filename, lineno, target } = event;
    if (!message) errors.push(`cannot load ${target.src || target.href}`);
    else if (!filename) errors.push(message);
    else errors.push(`${message} (${new URL(filename).pathname}, line ${lineno})`);
    changedSoon();
  }, true);
  addEventListener("unhandledrejection", (event) => { errors.push(String(event.reason)); });
  addEventListener("securitypolicyviolation", (event) => {
    errors.push(`${event.violatedDirective} refused ${event.blockedURI}`);
    changedSoon();
  });

  const log = () => {
    const element = document.querySelector("#chat-log");
    if (!element) return null;
    if (element.value !== undefined) return element.value;
    // Elements, one for each message: between paragraphs there are empty lines.
    return element.innerText.split("\n").filter(Boolean).join("\n");
  };
  const state = () => ({
    log: log(), sockets, errors, text: document.body ? document.body.innerText : "",
    ids: Array.from(document.querySelectorAll("[id]"), (element) => element.id),
  });

  // Resolves with [true, state] as soon as test(state) holds, or with
  // [false, state] when ms milliseconds are over.
  const until = (test, ms) => new Promise((resolve) => {
    const finish = (ok) => {
      clearTimeout(timer);
      listeners.delete(look);
      resolve([ok, state()]);
    };
    const look = () => { if (test(state())) finish(true); };
    const timer = setTimeout(() => finish(test(state())), ms);
    listeners.add(look);
    look();
  });

  Object.defineProperty(window, "workbook", { value: { until, state } });
})();
