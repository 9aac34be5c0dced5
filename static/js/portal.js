// What the pages do beyond HTML. Every page works without this file.
(() => {
  "use strict";
  let changed = false;

  // "Leave the page?" for forms that hold changes (form[data-changes]) until they are sent.
  document.addEventListener("input", (event) => {
    if (event.target.closest("form[data-changes]")) changed = true;
  });
  document.addEventListener("submit", (event) => {
    if (event.target.matches("form[data-changes]")) changed = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
  document.addEventListener("portal:saved", () => { changed = false; });

  // One effect when a button is pressed twice: the second press finds the form just sent.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
    setTimeout(() => { delete form.dataset.sent; }, 3000);
  });

  // What a form keeps on this phone (phone.js) is forgotten after 24 hours, and when one logs out.
  const KEPT = "portal:utkast:";
  const forgetKept = (all) => {
    try {
      for (const key of Object.keys(localStorage)) {
        if (!key.startsWith(KEPT)) continue;
        const { at } = all ? {} : JSON.parse(localStorage.getItem(key)) || {};
        if (!at || Date.now() - at > 24 * 60 * 60 * 1000) localStorage.removeItem(key);
      }
    } catch { /* the browser keeps nothing here */ }
  };
  forgetKept(false);
  document.addEventListener("submit", (event) => {
    if (new URL(event.target.action, window.location).pathname === "/logga-ut/") forgetKept(true);
  });

  // Menus close on Escape (focus back on their button) and when something else is chosen.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });

  // A refused form begins at its list of errors. A print button prints.
  const summary = document.querySelector(".error-summary");
  if (summary) summary.focus();
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }

  // A button that copies a text of the page shows itself where the browser lets a script do it.
  for (const button of document.querySelectorAll("[data-copy]")) {
    const text = document.getElementById(button.dataset.copy);
    if (!text || !navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text.textContent.trim());
      button.querySelector("span").textContent = button.dataset.copied;
    });
  }

  // A table that fits its box need not scroll in it, so its head can stick to the window instead.
  const fit = () => {
    for (const box of document.querySelectorAll(".table-box")) {
      box.classList.remove("fits");
      const table = box.querySelector("table");
      if (table && table.scrollWidth <= box.clientWidth) box.classList.add("fits");
    }
  };
  fit();
  window.addEventListener("resize", fit);

  // Swapped by htmx: say how many there are, without reading the whole list aloud.
  document.addEventListener("htmx:afterSwap", (event) => {
    const status = document.getElementById("antal");
    const caption = event.target.querySelector && document.querySelector("#traffar caption");
    if (status) status.textContent = caption ? caption.textContent : "";
    fit();
  });
})();
