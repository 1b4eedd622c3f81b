// Behaviours found by data- attributes. Every page works without them; each only spares somebody trouble.
import { forgetDraftsAt, keepDrafts } from "./drafts.js";

// After an error, put the reader where the list of mistakes is.
document.querySelector("[data-focus]")?.focus();

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.copied;
  });
}

// An open menu closes when one looks elsewhere.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

keepDrafts(document.querySelectorAll("form[data-draft]"));
forgetDraftsAt(document.querySelectorAll("form[data-sign-out]"));

// What takes several pieces goes on by itself, piece by piece, until somebody leaves the page.
const going = document.querySelector("form[data-goes-on]");
if (going) setTimeout(() => going.requestSubmit(going.querySelector("button")), 700);
