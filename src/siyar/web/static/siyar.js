// Comforts only: every page works without this file.
"use strict";

// A filter is sent when one of its lists changes; its button stays for everybody else.
for (const form of document.querySelectorAll("form.filter")) {
  form.addEventListener("change", (event) => {
    if (event.target.tagName === "SELECT" && form.method === "get") form.requestSubmit();
  });
}

// "Copy the address" says what it did, to eyes and ears.
for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy || location.href);
    button.querySelector("[role=status]").textContent = button.dataset.done;
  });
}
