// What is typed is kept in this browser until it was sent, so that a lost session or a dead network loses nothing.
// Each account's drafts are its own, and signing out removes them: others may sit at this screen next.
const PREFIX = "draft ";
const whose = () => PREFIX + (document.body.dataset.account || "-") + " ";

export function keepDrafts(forms) {
  forgetOthers();
  for (const form of forms) {
    const key = whose() + location.pathname + " " + form.dataset.draft;
    restore(form, key);
    form.addEventListener("input", () => {
      const typed = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken" && name !== "idem");
      put(key, JSON.stringify(typed.filter(([, value]) => typeof value === "string")));
    });
    form.addEventListener("submit", () => put(key + " sent", "1"));
  }
  // A page without the form that was sent has taken it: then the draft is no longer needed.
  forget(forms);
}

export function forgetDraftsAt(forms) {
  for (const form of forms) form.addEventListener("submit", () => remove((key) => key.startsWith(PREFIX)));
}

function restore(form, key) {
  // The server has taken what was sent, and shows the form again for something new.
  if (form.hasAttribute("data-taken") && get(key + " sent")) drop(key);
  const kept = get(key);
  // After a mistake the server gives back what was typed; its answer is newer than ours.
  if (!kept || form.querySelector(".wrong, .error-summary")) return;
  for (const [name, value] of JSON.parse(kept)) {
    for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (field.type === "radio" || field.type === "checkbox") field.checked ||= field.value === value;
      else if (!field.value && field.type !== "hidden") field.value = value;
    }
  }
}

function forget(forms) {
  const here = new Set([...forms].map((form) => whose() + location.pathname + " " + form.dataset.draft));
  const sent = keys().filter((key) => key.startsWith(whose()) && key.endsWith(" sent")).map((key) => key.slice(0, -5));
  const taken = new Set(sent.filter((draft) => !here.has(draft)));
  remove((key) => taken.has(key) || (key.endsWith(" sent") && taken.has(key.slice(0, -5))));
}

// Whoever signs in takes along what she typed just before, and finds nothing of whoever sat here before her.
function forgetOthers() {
  const account = document.body.dataset.account;
  if (!account) return;
  for (const key of keys().filter((one) => one.startsWith(PREFIX + "- "))) {
    put(whose() + key.slice(PREFIX.length + 2), get(key));
  }
  remove((key) => key.startsWith(PREFIX) && !key.startsWith(whose()));
}

function keys() { try { return Object.keys(localStorage); } catch { return []; } }
function remove(which) { for (const key of keys().filter(which)) { try { localStorage.removeItem(key); } catch { /* closed */ } } }
function drop(key) {
  try { localStorage.removeItem(key); localStorage.removeItem(key + " sent"); } catch { /* nothing was kept */ }
}
function get(key) { try { return localStorage.getItem(key); } catch { return null; } }
function put(key, value) { try { localStorage.setItem(key, value); } catch { /* full or closed: typing goes on */ } }
