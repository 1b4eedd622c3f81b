// One statement after the other without waiting for the network. What cannot be sent is kept in this browser and
// sent again; a vote that arrives twice counts once. What the house refuses for good is set aside, and the page says
// so: nothing waits behind it. Without this script every button sends the page itself.
const place = document.querySelector("[data-voting]");
const waiting = document.querySelector("[data-waiting]");
const refused = document.querySelector("[data-refused]");
const KEY = "votes " + location.pathname;
let queue = kept();
let busy = false;

place.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.dataset.statement) return;
  event.preventDefault();
  refused.hidden = true;
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
  try {
    while (queue.length) {
      const one = queue[0];
      const answer = await post(one[1]);
      if (isForLater(answer)) break;
      if (answer.redirected) return location.reload();
      if (!answer.ok && !one[2]) {
        const known = await madeAnew(one);
        if (known === null) break;
        if (known) continue;
      }
      const html = await answer.text();
      queue.shift();
      keep();
      if (!answer.ok) tell(html);
      if (!queue.length && (answer.ok || answer.status === 409)) renew(html);
    }
  } finally {
    waiting.hidden = !queue.length;
    busy = false;
  }
}

// No network, too much at once, or a house that is just starting: later.
function isForLater(answer) {
  return !answer || [408, 425, 429].includes(answer.status) || answer.status >= 500;
}

// A page that lay open too long is refused for what it carries, not for what was said: each vote has a second try
// with what a page of now carries, and so have those that wait behind it. True where it has, false where there is none, null where nobody answers.
async function madeAnew(one) {
  const answer = await reach({});
  if (isForLater(answer)) return null;
  const fresh = answer.ok ? read(await answer.text()) : null;
  for (const name of ["csrfmiddlewaretoken", "ticket"]) {
    const value = fresh?.querySelector(`[name=${name}]`)?.value;
    if (!value) return false;
    for (const old of place.querySelectorAll(`[name=${name}]`)) old.value = value;
    for (const each of queue) {
      const body = new URLSearchParams(each[1]);
      body.set(name, value);
      each[1] = body.toString();
    }
  }
  one[2] = 1;
  keep();
  return true;
}

function tell(html) {
  const why = read(html).querySelector(".error-summary p")?.textContent || "";
  refused.replaceChildren(refused.firstElementChild, ` ${why}`);
  refused.hidden = false;
}

function post(sent) {
  const body = new URLSearchParams(sent);
  const token = place.querySelector("[name=csrfmiddlewaretoken]");
  if (token) body.set("csrfmiddlewaretoken", token.value);
  return reach({ method: "POST", body });
}

async function reach(how) {
  try { return await fetch(location.pathname, { ...how, headers: { "X-Voting": "script" } }); } catch { return null; }
}

function read(html) { return new DOMParser().parseFromString(html, "text/html").body; }

// The statement that is being read stays; those behind it and the count come from the house.
function renew(html) {
  const fresh = read(html);
  fresh.querySelector(".error-summary")?.remove();
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
