// A button for each command that copies it; without a script, or without the right to write to the clipboard, there is none.
if (navigator.clipboard) {
  for (const prose of document.querySelectorAll("[data-copy]")) {
    for (const figure of prose.querySelectorAll("figure.command")) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = prose.dataset.copy;
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(figure.querySelector("code").textContent.trimEnd());
        button.textContent = prose.dataset.copied;
        setTimeout(() => {
          button.textContent = prose.dataset.copy;
        }, 2000);
      });
      figure.querySelector("figcaption").append(button);
    }
  }
}
