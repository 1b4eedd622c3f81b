// While somebody writes: @ and a few letters offer the people of the list below; choosing one ticks her and takes the
// letters out again, so that no name stands in the message. Without this, the list is ticked by hand.
for (const area of document.querySelectorAll("textarea[data-mentions]")) {
  const people = document.getElementById(area.dataset.mentions);
  if (people) complete(area, people);
}

function complete(area, people) {
  const list = Object.assign(document.createElement("ul"), { id: "offered", className: "offered", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", people.querySelector("summary").textContent);
  area.after(list);
  area.setAttribute("aria-controls", list.id);
  let at = 0;

  area.addEventListener("input", () => show(typed()));
  area.addEventListener("blur", () => setTimeout(() => show(null), 200));
  area.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) mark((at + step + list.children.length) % list.children.length);
    else if (event.key === "Enter" || event.key === "Tab") list.children[at].click();
    else if (event.key === "Escape") show(null);
    else return;
    event.preventDefault();
  });

  function typed() {
    return /(?:^|\s)@([\p{L}\p{M}' -]{0,30})$/u.exec(area.value.slice(0, area.selectionStart))?.[1] ?? null;
  }

  function show(start) {
    const fits = (label) => label.textContent.trim().toLocaleLowerCase().startsWith(start.toLocaleLowerCase());
    const found = start === null ? [] : [...people.querySelectorAll("label")].filter(fits).slice(0, 6);
    list.replaceChildren(...found.map(offered));
    list.hidden = !found.length;
    if (found.length) mark(0);
    else area.removeAttribute("aria-activedescendant");
  }

  function offered(label, n) {
    const item = Object.assign(document.createElement("li"), { id: `offered-${n}`, textContent: label.textContent.trim() });
    item.setAttribute("role", "option");
    item.addEventListener("click", () => {
      const caret = area.selectionStart, from = caret - typed().length - 1;
      area.setRangeText("", from, caret, "end");
      label.querySelector("input").checked = people.open = true;
      show(null);
      area.focus();
      area.dispatchEvent(new Event("input"));
    });
    return item;
  }

  function mark(n) {
    at = n;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", i === n));
    area.setAttribute("aria-activedescendant", list.children[n].id);
  }
}
