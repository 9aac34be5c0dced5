// The editor of a section: tools, references put in where one writes, autosave, the lock kept, the text shown
// as it will be. Without this file the buttons of the form do the same.
(() => {
  "use strict";
  const WAIT = 1500;
  const ALIVE = 5 * 60 * 1000;
  const form = document.querySelector("form[data-save]");
  if (!form) return;
  const box = form.elements.text;
  const says = form.querySelector("[data-says]");
  let timer;
  let sent = false;
  let stopped = form.hasAttribute("data-taken");
  let typed = false;

  const say = (words, refused) => {
    says.textContent = words;
    says.classList.toggle("invalid-feedback", Boolean(refused));
  };
  const ask = (address) => fetch(address, { method: "POST", body: new FormData(form), credentials: "same-origin" });

  const save = async () => {
    try {
      const answer = await ask(form.dataset.save);
      const told = (answer.headers.get("Content-Type") || "").includes("json") ? await answer.json() : {};
      say(told.message || form.dataset.failed, !answer.ok);
      if (answer.status === 409) stopped = true; // another writes: the form's own button tells how the texts differ
      if (!answer.ok) return;
      form.elements.edition.value = told.edition;
      document.dispatchEvent(new CustomEvent("portal:saved"));
    } catch {
      say(form.dataset.failed, true);
    }
  };

  form.addEventListener("input", (event) => {
    if (event.target !== box || stopped) return;
    typed = true;
    sent = false;
    clearTimeout(timer);
    timer = setTimeout(() => sent || save(), WAIT);
  });
  form.addEventListener("submit", () => {
    sent = true;
    clearTimeout(timer);
  });

  // The lock: taken when one comes to write, kept while one has written something lately.
  const lock = async () => {
    const answer = await ask(form.dataset.lock).catch(() => null);
    if (answer && answer.status === 409) {
      stopped = true;
      say((await answer.json()).message, true);
    }
  };
  if (!stopped) box.addEventListener("focus", lock, { once: true });
  setInterval(() => {
    if (typed && !stopped) lock();
    typed = false;
  }, ALIVE);

  // Words are put in where the cursor is, and can be taken back with the keyboard's own undo.
  const put = (words) => {
    box.focus();
    if (!document.execCommand("insertText", false, words)) box.setRangeText(words, box.selectionStart, box.selectionEnd, "end");
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const chosen = () => box.value.slice(box.selectionStart, box.selectionEnd);
  const atLineStart = () => (box.selectionStart === 0 || box.value[box.selectionStart - 1] === "\n" ? "" : "\n");
  const lines = (before) => put(atLineStart() + (chosen() || "").split("\n").map((line, i) => before(i) + line).join("\n"));
  const MARKS = {
    heading: () => put(`${atLineStart()}## ${chosen()}`),
    bold: () => put(`**${chosen()}**`),
    italic: () => put(`*${chosen()}*`),
    list: () => lines(() => "- "),
    numbers: () => lines((i) => `${i + 1}. `),
    table: ([caption, row, count]) => put(`${atLineStart()}\n${caption}\n| ${row} | ${count} |\n| --- | ---: |\n|  |  |\n`),
    link: ([words]) => put(`[${chosen() || words}](https://)`),
    note: ([words]) => {
      const number = (box.value.match(/\[\^\d+\]:/g) || []).length + 1;
      put(`[^${number}]`);
      const place = box.selectionStart;
      box.setSelectionRange(box.value.length, box.value.length);
      put(`\n\n[^${number}]: ${words}`);
      box.setSelectionRange(place, place);
    },
  };
  const toolbar = form.querySelector("[data-toolbar]");
  box.before(toolbar); // under the label and its hint, next to what it works on
  toolbar.hidden = false;
  toolbar.addEventListener("click", (event) => {
    const button = event.target.closest("[data-mark]");
    if (button) MARKS[button.dataset.mark]((button.dataset.words || "").split("|"));
  });

  // The list of the picker changes as one types: its buttons are found when they are pressed.
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-insert]");
    if (!button) return;
    event.preventDefault();
    const block = !button.value.startsWith("figur:");
    put(block ? `${atLineStart()}\n${button.dataset.insert}\n` : button.dataset.insert);
  });

  // Asked for with the button or Enter, the list is fetched as when one types: the place in the text is kept.
  const kind = form.elements.slag;
  form.elements.leta.addEventListener("click", (event) => {
    if (!window.htmx) return;
    event.preventDefault();
    kind.dispatchEvent(new Event("change"));
  });

  const place = document.querySelector("[data-preview-place]");
  const section = document.getElementById("forhandsvisning");
  const show = async () => {
    const answer = await ask(form.dataset.preview).catch(() => null);
    if (!answer || !answer.ok) return false;
    place.innerHTML = await answer.text();
    section.hidden = false;
    return true;
  };
  form.querySelector("[data-preview-button]").addEventListener("click", async (event) => {
    event.preventDefault();
    if (!(await show())) return;
    const heading = section.querySelector("h2");
    heading.setAttribute("tabindex", "-1");
    heading.focus();
  });

  // Once shown, it follows what one writes.
  let later;
  box.addEventListener("input", () => {
    if (section.hidden) return;
    clearTimeout(later);
    later = setTimeout(show, WAIT);
  });
})();
