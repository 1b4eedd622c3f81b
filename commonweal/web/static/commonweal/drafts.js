// What is typed is kept in this browser until it was sent, so that a lost session or a dead network loses nothing.
const PREFIX = "draft ";

export function keepDrafts(forms) {
  for (const form of forms) {
    const key = PREFIX + location.pathname + " " + form.dataset.draft;
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

function restore(form, key) {
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
  const here = new Set([...forms].map((form) => PREFIX + location.pathname + " " + form.dataset.draft));
  try {
    for (const key of Object.keys(localStorage)) {
      const draft = key.endsWith(" sent") ? key.slice(0, -5) : null;
      if (draft?.startsWith(PREFIX) && !here.has(draft)) {
        localStorage.removeItem(draft);
        localStorage.removeItem(key);
      }
    }
  } catch { /* storage is closed to us: nothing was kept */ }
}

function get(key) { try { return localStorage.getItem(key); } catch { return null; } }
function put(key, value) { try { localStorage.setItem(key, value); } catch { /* full or closed: typing goes on */ } }
