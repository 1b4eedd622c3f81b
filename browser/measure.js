// What the tests ask of a page: each function returns a list of faults in words, empty where all is well.
const words = (element) => (element.innerText || element.name || element.textContent || "").trim().slice(0, 30);
const named = (element) => `${element.tagName.toLowerCase()}.${element.getAttribute("class") || ""} "${words(element)}"`;

window.measure = {
  // axe-core's rules; all of WCAG 2.2 AA and the best practices, or only those named.
  async axe(rules) {
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const runOnly = rules.length ? { type: "rule", values: rules } : tags;
    const { violations } = await axe.run(document, { runOnly, resultTypes: ["violations"] });
    return violations.map((found) => `${found.id}: ${found.nodes.slice(0, 3).map((node) => node.target.join(" ")).join(" | ")}`);
  },

  // What sticks out at the side, unless it lies in something that scrolls by itself.
  tooWide() {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const scrolls = (element) =>
      element && (["auto", "scroll", "hidden"].includes(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
    const out = [...document.querySelectorAll("body *")].filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width && (box.right > width + 1 || box.left < -1) && !scrolls(element.parentElement);
    });
    return [...out.slice(0, 4).map(named), `the page is ${document.documentElement.scrollWidth} px wide`];
  },

  // What is pressed alone and is lower than 44 px. Links within a sentence are text, and WCAG 2.5.8 lets them be.
  tooSmall() {
    const pressed = "button, summary, select, input:not([type=hidden]), textarea, a.button, nav a";
    return [...document.querySelectorAll(pressed)]
      .filter((element) => element.checkVisibility() && !element.closest("p, dd, td, li > small, figcaption"))
      .map((element) => [element, (element.closest(".choice, .check") || element).getBoundingClientRect()])
      .filter(([, box]) => box.width && box.height < 43.5)
      .slice(0, 4)
      .map(([element, box]) => `${named(element)} is ${Math.round(box.height)} px high`);
  },

  // Styles and scripts that stand in the page, which our policy refuses.
  inline() {
    const inline = document.querySelectorAll("[style], style, script:not([src]):not([type='application/json'])");
    return [...inline].map(named);
  },
};
