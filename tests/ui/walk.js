// Tries every control of a place and says which does nothing.
import { page, settle } from "./browser.js";

// Of many controls alike, such as the cards of a list, these many are tried.
const ALIKE = 4;

// Runs in the page: every control that is seen, with a name that finds it again.
function list(scope) {
  const selector =
    "button, a[href], input, select, textarea, summary, [role=button], [role=slider], [role=tab], [role=option], [role=menuitem], [contenteditable=true]";
  const within = document.querySelector("[role=dialog]") ?? document.querySelector(scope);
  const counts = {};
  return [...within.querySelectorAll(selector)]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest("[inert]"))
    .map((element) => {
      const kind = [element.localName, element.type, element.getAttribute("role"), element.dataset.testid, element.className].join(" ").replace(/\b(selected|chosen)\b/g, "");
      const group = `${kind} in ${element.parentElement.localName}.${element.parentElement.className}`;
      const said = element.getAttribute("aria-label") ?? element.labels?.[0]?.innerText ?? element.innerText ?? element.value;
      const name = (said || element.title).replace(/\s+/g, " ").trim();
      const ordinal = (counts[`${group} ${name}`] = (counts[`${group} ${name}`] ?? -1) + 1);
      const isBeside = element.closest("nav") !== null;
      return { element, group, name, isBeside, key: `${element.localName}${element.type ? `[${element.type}]` : ""} "${name}"${ordinal ? ` #${ordinal + 1}` : ""} (${element.dataset.testid ?? element.className})` };
    });
}

async function controls(scope) {
  const all = await page.evaluate(`(${list})(${JSON.stringify(scope)}).map(({ group, name, key, isBeside }) => ({ group, name, key, isBeside }))`);
  const groups = new Map();
  for (const one of all) groups.set(one.group, [...(groups.get(one.group) ?? []), one]);
  return [...groups.values()].flatMap((same) => (same.length > 2 * ALIKE ? [...same.slice(0, ALIKE - 1), same.at(-1)] : same));
}

async function find(key, scope = "body") {
  const handle = await page.evaluateHandle(`(${list})(${JSON.stringify(scope)}).find((control) => control.key === ${JSON.stringify(key)})?.element ?? null`);
  return handle.asElement();
}

// What is remembered before a control is used, to tell afterwards whether anything came of it.
const before = (element) =>
  page.evaluate((element) => {
    window.fake.mark = {
      asked: window.fake.asked.length,
      changes: window.fake.changes,
      focus: document.activeElement,
      value: element?.value,
      checked: element?.checked,
      element,
    };
  }, element);

// What the page asks by itself, whatever is pressed: a failure of these is shown where it matters, or not at all.
const BY_ITSELF = ["time_lines", "list_missing", "playback", "trial_frame", "check_exports"];

// Waits, not long, until something comes of it; gives what that was.
const effect = () =>
  page.evaluate(async (byItself) => {
    const { mark, pictures } = window.fake;
    const limit = performance.now() + 700;
    for (;;) {
      const asked = window.fake.asked.slice(mark.asked).filter(({ name }) => !pictures.includes(name) && !byItself.includes(name));
      if (asked.length) return { asked: asked.map(({ name }) => name) };
      if (window.fake.changes !== mark.changes) return { changed: true };
      const focus = document.activeElement;
      if (focus !== mark.focus && focus !== mark.element && focus !== document.body) return { focused: true };
      if (mark.element && (mark.element.value !== mark.value || mark.element.checked !== mark.checked)) return { value: true };
      if (performance.now() > limit) return null;
      await new Promise((next) => requestAnimationFrame(next));
    }
  }, BY_ITSELF);

async function use(element) {
  const sort = await element.evaluate((element) => {
    if (element.localName === "select") return "select";
    if (element.getAttribute("role") === "slider" || ["range", "number", "date", "time"].includes(element.type)) return "steps";
    if (element.localName === "textarea" || ["text", "search", "email", "url"].includes(element.type)) return "text";
    return element.type === "color" || element.type === "file" ? "skip" : "press";
  });
  await element.scrollIntoViewIfNeeded();
  if (sort === "select") {
    await before(element);
    const other = await element.evaluate((select) => [...select.options].findIndex((option) => !option.selected && !option.disabled));
    if (other < 0) return "skip";
    await element.selectOption({ index: other });
  } else if (sort === "steps") {
    await element.focus();
    await before(element);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Tab");
  } else if (sort === "text") {
    await element.click();
    await before(element);
    await page.keyboard.type("x");
  } else if (sort === "press") {
    await before(element);
    await element.click({ timeout: 1500 });
  }
  return sort;
}

// Why the control needs nothing to come of it: a reason that is said, or that it is chosen already.
const excuse = (element, name) =>
  element.evaluate((element, name) => {
    const isOff = element.disabled || element.getAttribute("aria-disabled") === "true";
    if (!isOff) {
      const chosen = element.getAttribute("role") === "radio" && element.getAttribute("aria-checked") === "true";
      const current = element.getAttribute("aria-current") === "page" || element.getAttribute("aria-selected") === "true";
      return { done: chosen || current || (element.type === "radio" && element.checked) };
    }
    const told = element.getAttribute("aria-describedby")?.split(" ").map((id) => document.getElementById(id)?.innerText ?? "").join(" ");
    // A title that only says the name again, with its key, is no reason.
    const rest = (element.title ?? "").replace(name, "").replace(/\([^)]*\)/g, "").trim();
    return { done: true, fault: told?.trim() || rest ? null : "is disabled and does not say why" };
  }, name);

// What lies beside every place is tried in the first alone.
const beside = new Set();

// Takes back what would keep the other controls out of reach: a menu over everything, one part that fills the screen, a
// section that was folded.
async function putBack(element) {
  if (await page.locator(".menu-veil, .drawer").count()) await page.keyboard.press("Escape");
  if (await page.evaluate(() => document.fullscreenElement !== null)) await page.evaluate(() => document.exitFullscreen());
  const isFolded = await element.evaluate((element) => element.tagName === "SUMMARY" && element.isConnected && !element.parentElement.open).catch(() => false);
  if (isFolded) await element.click();
  await settle();
}

// Uses every control of a place, or of the part of it that `scope` selects. `go` walks there. Gives the faults, and the
// controls that asked the host something.
export async function walk(go, scope = "body") {
  await go();
  const faults = [];
  const asking = [];
  for (const control of await controls(scope)) {
    if (control.isBeside && beside.has(control.key)) continue;
    if (control.isBeside) beside.add(control.key);
    let element = await find(control.key, scope);
    if (!element) {
      await go();
      element = await find(control.key, scope);
    }
    if (!element) {
      faults.push(`${control.key} is not there a second time`);
      continue;
    }
    const { done, fault } = await excuse(element, control.name);
    if (fault) faults.push(`${control.key} ${fault}`);
    if (done) continue;
    try {
      const sort = await use(element);
      const came = sort === "skip" ? {} : await effect();
      if (!came) faults.push(`${control.key} does nothing`);
      if (came?.asked) asking.push(control);
    } catch (error) {
      faults.push(`${control.key} cannot be used: ${error.message.split("\n")[0]}`);
    }
    await settle();
    await putBack(element);
  }
  return { faults, asking };
}

// Uses one control that asks the host something. Gives the words that came onto the page by it, or null where the
// control cannot be used.
export async function news(key) {
  const element = await find(key);
  const isPlace = (element) => element.getAttribute("aria-current") === "page";
  if (!element || !(await element.isEnabled()) || (await element.evaluate(isPlace))) return null;
  const words = () => page.evaluate(() => document.body.innerText.split("\n"));
  const known = await words();
  await use(element);
  await settle();
  // A sentence that stands there once more is news as well.
  const times = (lines, line) => lines.filter((one) => one === line).length;
  const now = await words();
  return now.filter((line) => times(now, line) > times(known, line));
}
