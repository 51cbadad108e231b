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

// Diagnostics while one writes: the form's own answer, without its page. Without a script the button does it.
for (const form of document.querySelectorAll("form[data-live]")) {
  const shown = document.getElementById(form.dataset.live);
  const text = form.querySelector("textarea");
  let waiting = 0;
  let running = null;
  const ask = async () => {
    running?.abort();
    running = new AbortController();
    const sent = new FormData(form);
    sent.delete("file");
    try {
      const said = await fetch(form.action, { method: "POST", body: sent, headers: { "X-Fragment": "1" }, signal: running.signal });
      if (said.ok) shown.innerHTML = await said.text();
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  };
  text.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 900);
  });
}
