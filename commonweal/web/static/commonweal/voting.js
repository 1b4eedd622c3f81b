// One statement after the other without waiting for the network. What cannot be sent is kept in this browser and
// sent again; a vote that arrives twice counts once. Without this script every button sends the page itself.
const place = document.querySelector("[data-voting]");
const waiting = document.querySelector("[data-waiting]");
const KEY = "votes " + location.pathname;
let queue = kept();
let busy = false;

place.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.dataset.statement) return;
  event.preventDefault();
  queue.push([form.dataset.statement, new URLSearchParams(new FormData(form, event.submitter)).toString()]);
  keep();
  form.remove();
  show(cards()[0]);
  const bar = place.querySelector("progress");
  if (bar) bar.value += 1;
  send();
});

async function send() {
  if (busy || !queue.length) return;
  busy = true;
  while (queue.length) {
    const answer = await post(queue[0][1]);
    // No network, too much at once, or a house that is just starting: later.
    if (!answer || answer.status === 429 || answer.status >= 500) break;
    if (answer.redirected) return location.reload();
    queue.shift();
    keep();
    if (!queue.length) renew(await answer.text());
  }
  waiting.hidden = !queue.length;
  busy = false;
}

async function post(sent) {
  const body = new URLSearchParams(sent);
  const token = place.querySelector("[name=csrfmiddlewaretoken]");
  if (token) body.set("csrfmiddlewaretoken", token.value);
  try {
    return await fetch(location.pathname, { method: "POST", body, headers: { "X-Voting": "script" } });
  } catch { return null; }
}

// The statement that is being read stays; those behind it and the count come from the house.
function renew(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").body;
  const now = cards()[0];
  if (now) {
    for (const old of cards().slice(1)) old.remove();
    for (const card of fresh.querySelectorAll("form[data-statement]")) {
      card.hidden = true;
      if (card.dataset.statement !== now.dataset.statement) place.append(card);
    }
    const bar = fresh.querySelector(".progress");
    if (bar) place.querySelector(".progress")?.replaceWith(bar);
  } else {
    place.replaceChildren(...fresh.childNodes);
    show(cards()[0]);
  }
}

function show(card) {
  if (!card) return;
  card.hidden = false;
  card.querySelector("h1")?.focus({ preventScroll: true });
  scrollTo({ top: 0 });
}

function cards() { return [...place.querySelectorAll("form[data-statement]")]; }
function kept() { try { return JSON.parse(localStorage.getItem(KEY)) || []; } catch { return []; } }
function keep() {
  try {
    if (queue.length) localStorage.setItem(KEY, JSON.stringify(queue));
    else localStorage.removeItem(KEY);
  } catch { /* full or closed: what is queued lives as long as the page */ }
}

addEventListener("online", send);
setInterval(send, 15_000);
send();
