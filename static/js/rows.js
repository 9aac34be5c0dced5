// Rows that one adds (fieldset[data-rows]). Without this file the button sends the form and gets a row back.
(() => {
  const renumber = (text, number) => text.replaceAll("__prefix__", number);

  const add = (box) => {
    const total = box.querySelector("[name$=-TOTAL_FORMS]");
    const most = Number(box.querySelector("[name$=-MAX_NUM_FORMS]").value);
    const number = Number(total.value);
    if (number >= most) return null;
    const made = document.createElement("template");
    made.innerHTML = renumber(box.querySelector("[data-rows-blank]").innerHTML, number);
    const row = made.content.firstElementChild;
    row.setAttribute("aria-label", `${row.getAttribute("aria-label")} ${number + 1}`);
    box.querySelector("[data-rows-list]").append(row);
    total.value = number + 1;
    return row;
  };

  for (const box of document.querySelectorAll("[data-rows]")) {
    const button = box.querySelector("[data-rows-add]");
    button.type = "button";
    button.addEventListener("click", () => {
      const row = add(box);
      if (!row) return;
      row.querySelector("input:not([type=hidden]), select, textarea").focus();
      button.form.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
})();
