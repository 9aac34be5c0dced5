// The phone form (form[data-phone]): steps without a round trip, and what is typed kept on this phone until it
// is sent, for 24 hours at most. Without this file the steps are submit buttons and nothing is kept here.
(() => {
  "use strict";
  const form = document.querySelector("form[data-phone]");
  const PREFIX = "portal:utkast:";
  const NOT_KEPT = new Set(["csrfmiddlewaretoken", "steg"]);
  const HEADS = ["women", "men", "unknown"];

  const read = (key) => {
    try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
  };
  const write = (key, kept) => {
    try { localStorage.setItem(key, JSON.stringify(kept)); } catch { /* full or closed: nothing is kept */ }
  };
  const forget = (key) => {
    try { localStorage.removeItem(key); } catch { /* closed */ }
  };

  // A page that is shown after sending tells that it arrived: what was on its way is forgotten.
  if (!form) {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(PREFIX) && (read(key) || {}).sending) forget(key);
    }
    return;
  }

  const words = form.dataset;
  const key = `${PREFIX}${words.phone}:${window.location.pathname}`;
  const says = form.querySelector("[data-phone-says]");
  const say = (text) => {
    says.textContent = text;
    says.hidden = !text;
  };
  const number = (name) => {
    const text = form.elements[name].value.trim();
    return /^\d+$/.test(text) ? Number(text) : null;
  };

  // Steps ------------------------------------------------------------------------------------------------
  const total = form.querySelector("[data-phone-total]");
  const sum = () => {
    const adults = HEADS.map(number).filter((each) => each !== null);
    const children = number("children");
    const range = form.querySelector("[name=counting]:checked");
    const heads = adults.reduce((a, b) => a + b, 0);
    if (range && range.value === "range") {
      const both = number("lowest") !== null && number("highest") !== null;
      total.textContent = both ? words.phoneRange.replace("MINST", number("lowest")).replace("HÖGST", number("highest")) : words.phoneEmpty;
    } else if (!adults.length && children === null) {
      total.textContent = words.phoneEmpty;
    } else if (children === null) {
      total.textContent = heads.toLocaleString("sv");
    } else {
      total.textContent = words.phoneSum.replace("ANTAL", heads.toLocaleString("sv")).replace("BARN", children.toLocaleString("sv"));
    }
  };
  for (const button of form.querySelectorAll("[data-step]")) {
    button.type = "button";
    button.addEventListener("click", () => {
      const box = button.parentElement.querySelector("input");
      const now = /^\d+$/.test(box.value.trim()) ? Number(box.value) : null;
      const step = Number(button.dataset.step);
      if (now === null) box.value = step > 0 ? "1" : "";
      else box.value = now + step < 0 ? "" : String(now + step);
      box.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }

  // What lies ahead is planned: it has no heads yet.
  const later = form.querySelector(".counts-later");
  const ahead = () => {
    const day = form.elements.day.value.trim();
    const is = /^\d{4}-\d{2}-\d{2}$/.test(day) && day > words.phoneToday;
    form.classList.toggle("is-ahead", is);
    later.hidden = !is;
  };

  // What is kept on the phone ----------------------------------------------------------------------------
  // Stricter than the server: a text with a long row of digits, or an @, is not kept here at all.
  const identifies = (text) => {
    const plain = text.normalize("NFKC");
    const runs = plain.match(/\+?\d(?:[\s.()+‐-―−/-]{0,3}\d)*/g) || [];
    const long = runs.some((run) => {
      const digits = run.replace(/\D/g, "");
      return digits.length >= 9 || (digits.length === 8 && digits.startsWith("0"));
    });
    return long || /@|[[(]\s*(at|snabel-?a)\s*[\])]|\ssnabel-?a\s/i.test(plain);
  };
  const typed = () => {
    const fields = {};
    let left = false;
    for (const [name, value] of new FormData(form)) {
      if (NOT_KEPT.has(name) || value instanceof File) continue;
      const box = form.elements[name];
      const free = name !== "seen" && (box instanceof HTMLTextAreaElement || box instanceof HTMLInputElement);
      if (free && name !== "key" && identifies(value)) { left = true; continue; }
      (fields[name] = fields[name] || []).push(value);
    }
    return { fields, left };
  };
  const keep = (sending = false) => {
    const { fields, left } = typed();
    write(key, { at: Date.now(), fields, sending });
    if (left) say(words.phoneIdentifies);
    else if (says.textContent === words.phoneIdentifies) say("");
  };
  const put = (fields) => {
    for (const box of form.elements) {
      if (!box.name || NOT_KEPT.has(box.name) || box.type === "submit" || box.type === "button") continue;
      const values = fields[box.name] || [];
      if (box.type === "checkbox" || box.type === "radio") box.checked = values.includes(box.value);
      else if (box.name in fields) box.value = values[0];
    }
  };

  const kept = read(key);
  const fresh = kept && kept.at && Date.now() - kept.at < 24 * 60 * 60 * 1000;
  if (kept && !fresh) forget(key);
  const refused = document.querySelector(".error-summary");
  if (refused) keep();
  else if (fresh && !window.location.search) {
    put(kept.fields);
    const note = document.querySelector("[data-phone-kept]");
    const at = new Date(kept.at).toLocaleTimeString("sv", { hour: "2-digit", minute: "2-digit" }).replace(":", ".");
    note.querySelector("[data-phone-kept-says]").textContent = words.phoneKeptWords.replace("KLOCKAN", at);
    note.hidden = false;
  }
  for (const button of document.querySelectorAll("[data-phone-clear]")) {
    button.addEventListener("click", async () => {
      forget(key);
      const data = new FormData();
      data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
      data.set("sida", window.location.pathname);
      try {
        if (words.phoneClearUrl) await fetch(words.phoneClearUrl, { method: "POST", body: data, credentials: "same-origin" });
      } finally {
        document.dispatchEvent(new CustomEvent("portal:saved"));
        window.location.reload();
      }
    });
  }

  form.addEventListener("input", () => { sum(); ahead(); keep(); });
  form.addEventListener("change", () => { sum(); ahead(); keep(); });
  sum();
  ahead();

  // Sending ----------------------------------------------------------------------------------------------
  const reached = async () => {
    const gone = new AbortController();
    const timer = setTimeout(() => gone.abort(), 5000);
    try {
      return (await fetch("/halsa/", { cache: "no-store", signal: gone.signal })).ok;
    } catch {
      return false;
    } finally {
      clearTimeout(timer);
    }
  };
  let waiting = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (waiting) return;
    waiting = true;
    keep();
    if (navigator.onLine && await reached()) {
      keep(true);
      form.submit();
      setTimeout(() => { waiting = false; }, 3000);
    } else {
      say(words.phoneOffline);
      says.scrollIntoView({ block: "nearest" });
      waiting = false;
    }
  });
})();
