// What is wrong with what is seen: for people who use it by other means, and as a layout.
import { createRequire } from "node:module";
import { page } from "./browser.js";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"];

// Every violation of WCAG 2.1, levels A and AA, in what `scope` selects.
export async function barriers(scope = "html") {
  if (!(await page.evaluate(() => "axe" in window))) {
    const { readFile } = await import("node:fs/promises");
    await page.evaluate(await readFile(axe, "utf8"));
  }
  return page.evaluate(
    async ([scope, RULES]) => {
      const options = { runOnly: { type: "tag", values: RULES }, resultTypes: ["violations"], elementRef: false };
      const { violations } = await window.axe.run(scope, options);
      return violations.flatMap(({ id, help, nodes }) =>
        nodes.slice(0, 3).map((node) => `${id} (${help}): ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ""}`),
      );
    },
    [scope, RULES],
  );
}

// Every fault of the layout: outside the window, cut off, under something else.
export async function layoutFaults() {
  return page.evaluate(() => {
    const faults = [];
    const seen = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    const say = (element) =>
      `<${element.localName} class="${element.className}"> "${(element.getAttribute("aria-label") ?? element.innerText ?? "").slice(0, 40)}"`;
    const root = document.documentElement;
    if (root.scrollWidth > innerWidth || root.scrollHeight > innerHeight) {
      faults.push(`the page is ${root.scrollWidth}x${root.scrollHeight}, the window ${innerWidth}x${innerHeight}`);
    }
    const scrolls = (element) => {
      const style = getComputedStyle(element);
      return /auto|scroll/.test(style.overflowX + style.overflowY);
    };
    // The part of the window in which an element can be seen, or null inside something that scrolls there.
    const frame = (element) => {
      let box = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
      let scrolled = false;
      for (let at = element.parentElement; at; at = at.parentElement) {
        if (!scrolls(at)) continue;
        const own = at.getBoundingClientRect();
        box = { left: Math.max(box.left, own.left), top: Math.max(box.top, own.top), right: Math.min(box.right, own.right), bottom: Math.min(box.bottom, own.bottom) };
        scrolled = true;
      }
      return { box, scrolled };
    };
    const controls = "button, a[href], input, select, textarea, summary, [role=slider], h1, h2";
    // While a dialog is open, only it can be reached.
    const within = document.querySelector("[role=dialog]") ?? document.body;
    for (const element of within.querySelectorAll(controls)) {
      if (!seen(element) || element.closest("[aria-hidden=true]")) continue;
      const own = element.getBoundingClientRect();
      if (own.width < 1 || own.height < 1) {
        faults.push(`has no size: ${say(element)}`);
        continue;
      }
      const { box, scrolled } = frame(element);
      const outside = own.left < box.left - 1 || own.right > box.right + 1 || own.top < box.top - 1 || own.bottom > box.bottom + 1;
      if (outside && !scrolled) faults.push(`outside the window: ${say(element)}`);
      if (!outside && getComputedStyle(element).pointerEvents !== "none") {
        const top = document.elementFromPoint(own.left + own.width / 2, own.top + own.height / 2);
        const same = top && (element.contains(top) || top.contains(element) || top.closest("label")?.contains(element) || top.closest(".edge"));
        if (!same) faults.push(`under ${top ? say(top) : "nothing"}: ${say(element)}`);
      }
      const style = getComputedStyle(element);
      const isHigher = element.scrollHeight > element.clientHeight + 1;
      const cut = (isHigher || element.scrollWidth > element.clientWidth + 1) && style.textOverflow !== "ellipsis" && element.clientWidth > 0;
      if (cut && element.matches("button, h1, h2") && !element.matches(".clip, .actor-card")) faults.push(`its words do not fit: ${say(element)}`);
    }
    return faults;
  });
}
