// What is left of each nämnd's money while one types proposals (form[data-proposals]). "Räkna om" does the
// same on the server, and saving never believes this file.
(() => {
  const ORE_PER_TKR = 100000;

  const ore = (text) => {
    const plain = text.replace(/[\s\u00a0\u202f]|tkr/gi, "").replace(",", ".").replace("\u2212", "-");
    return /^\d+(\.\d+)?$/.test(plain) ? Math.round(Number(plain) * ORE_PER_TKR) : 0;
  };

  const tkr = (value) => {
    const whole = Math.trunc(Math.abs(value) / ORE_PER_TKR).toString().replace(/\B(?=(\d{3})+$)/g, "\u00a0");
    const rest = (Math.abs(value) % ORE_PER_TKR).toString().padStart(5, "0").replace(/0+$/, "");
    return `${value < 0 ? "\u2212" : ""}${whole}${rest ? `,${rest}` : ""}`;
  };

  const recount = (form) => {
    const held = {};
    for (const row of form.querySelectorAll("tr")) {
      const sum = row.querySelector("[data-sum]");
      if (!sum) continue;
      let whole = Number(sum.dataset.still);
      for (const box of row.querySelectorAll("[data-money]")) {
        const value = ore(box.value);
        whole += value;
        held[box.dataset.money] = (held[box.dataset.money] || 0) + value;
      }
      sum.textContent = tkr(whole);
    }
    for (const cell of form.querySelectorAll("[data-held]")) {
      cell.textContent = tkr(Number(cell.dataset.elsewhere) + (held[cell.dataset.held] || 0));
    }
    for (const cell of form.querySelectorAll("[data-left]")) {
      const left = Number(cell.dataset.base) - (held[cell.dataset.left] || 0);
      cell.textContent = left < 0 ? `${tkr(left)} (${cell.dataset.short})` : tkr(left);
      cell.classList.toggle("short", left < 0);
    }
  };

  for (const form of document.querySelectorAll("[data-proposals]")) {
    form.addEventListener("input", () => recount(form));
    for (const button of form.querySelectorAll("[data-recount]")) button.hidden = true;
  }
})();
