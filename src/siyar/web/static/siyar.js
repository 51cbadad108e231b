// Comforts only: every page works without this file and without htmx.
"use strict";

// A filter is sent when one of its lists changes; its button stays for everybody else.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form.filter");
  if (form && event.target.tagName === "SELECT" && form.method === "get") form.requestSubmit();
});

// "Copy the address" says what it did, to eyes and ears.
const offer = () => {
  for (const button of document.querySelectorAll("button[data-copy]")) button.hidden = false;
};
document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copy || location.href);
  button.querySelector("[role=status]").textContent = button.dataset.done;
});
offer();

// A page that refuses an answer is shown like any other; what went wrong while one writes leaves what stood there.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target.id === "main") event.detail.shouldSwap = true;
});

// What was swapped in is read from where it begins. The address bar, and so reload and back, already follow it.
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id !== "main") return;
  offer();
  const main = document.getElementById("main");
  if (!main.contains(document.activeElement)) (document.getElementById("asks") || main).focus();
});

// Without an answer the browser itself says so.
document.addEventListener("htmx:sendError", (event) => {
  const form = event.detail.elt;
  if (form.method === "get") HTMLFormElement.prototype.submit.call(form);
});
