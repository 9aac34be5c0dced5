// Files on their way in (form[data-upload]): a bar while they are sent, and files may be dropped anywhere on
// the form. Without this file the browser sends the form as it is, and files are dropped on its box.
(() => {
  "use strict";

  const drop = (form) => {
    const box = form.querySelector("input[type=file]");
    for (const name of ["dragover", "drop"]) form.addEventListener(name, (event) => event.preventDefault());
    form.addEventListener("drop", (event) => {
      if (!event.dataTransfer.files.length) return;
      box.files = event.dataTransfer.files;
      box.focus();
    });
  };

  const shown = (form, answer) => {
    const page = new DOMParser().parseFromString(answer, "text/html");
    const main = page.querySelector("main");
    if (!main) return false;
    document.querySelector("main").replaceWith(main);
    document.querySelectorAll("form[data-upload]").forEach(take);
    const said = main.querySelector(".error-summary a") || main.querySelector("h1");
    if (said) { said.setAttribute("tabindex", "-1"); said.focus(); }
    return true;
  };

  const send = (form) => {
    const says = form.querySelector("[data-upload-says]");
    const bar = says.querySelector("progress");
    const button = form.querySelector("[type=submit]");
    const request = new XMLHttpRequest();
    const again = () => { says.hidden = true; button.disabled = false; form.submit(); };
    request.open("POST", form.action);
    request.setRequestHeader("X-Upload", "1");
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) bar.value = (100 * event.loaded) / event.total;
    });
    request.upload.addEventListener("load", () => bar.removeAttribute("value")); // sent: now it is looked through
    request.addEventListener("error", again);
    request.addEventListener("load", () => {
      const next = request.getResponseHeader("X-Location");
      if (next) window.location.assign(next);
      else if (!shown(form, request.responseText)) again();
    });
    says.hidden = false;
    button.disabled = true;
    request.send(new FormData(form));
  };

  const take = (form) => {
    drop(form);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send(form);
    });
  };
  document.querySelectorAll("form[data-upload]").forEach(take);
})();
