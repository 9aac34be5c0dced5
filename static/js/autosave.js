// A form that carries data-autosave saves what stands in it a moment after the last keystroke.
// What the server refuses (a personal identity number) is said beside the buttons and kept nowhere.
(() => {
  const WAIT = 1500;

  const sayer = (form) => {
    const line = form.querySelector("[data-autosave-says]") || document.createElement("p");
    line.classList.add("small", "muted", "autosave");
    line.setAttribute("role", "status");
    if (!line.isConnected) (form.querySelector(".btn-row") || form).after(line);
    return (words, refused) => {
      line.textContent = words;
      line.classList.toggle("invalid-feedback", refused);
    };
  };

  const keep = async (form, say) => {
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    data.set("sida", window.location.pathname);
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body: data, credentials: "same-origin" });
      const words = (answer.headers.get("Content-Type") || "").includes("json") ? (await answer.json()).message : "";
      say(words || form.dataset.autosaveFailed || "", !answer.ok);
      if (answer.ok) document.dispatchEvent(new CustomEvent("portal:saved"));
    } catch {
      say(form.dataset.autosaveFailed || "", true);
    }
  };

  for (const form of document.querySelectorAll("form[data-autosave]")) {
    const say = sayer(form);
    let timer;
    let sent = false;
    form.addEventListener("input", () => {
      sent = false; // it stayed: there was no connection
      clearTimeout(timer);
      timer = setTimeout(() => sent || keep(form, say), WAIT);
    });
    form.addEventListener("submit", () => {
      sent = true;
      clearTimeout(timer);
    });
  }
})();
