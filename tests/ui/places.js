// Every place of the page, found by going there: what the rail lists, what a command opens, what can be selected.
import { open, page, settle } from "./browser.js";

const slug = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");

export async function toEditor(setup) {
  await open(setup);
  await page.locator("[data-testid=project-card] .mat").first().click();
  await page.locator("[data-testid=editor]").waitFor();
  await settle();
}

// In the editor with a clip selected and the playhead inside it, where every command has something to do.
export async function toWork(setup) {
  await toEditor(setup);
  await page.locator("[data-testid=clip][aria-label*=' 0:00.00']").last().click();
  await playheadInside();
}

// Puts the playhead a second after the start.
async function playheadInside() {
  await page.keyboard.press("Home");
  await page.keyboard.press("Shift+ArrowRight");
  await settle();
}

// As `toWork`, but the page is begun anew only where the last command has left it otherwise.
export async function backToWork() {
  const isThere = await page.evaluate(() => {
    const selected = document.querySelector("[data-testid=clip][aria-pressed=true][aria-label*=' 0:00.00']");
    return selected !== null && document.querySelector("[role=dialog], progress") === null;
  });
  if (!isThere) return toWork();
  await page.locator("main").focus();
  // What plays stops; what stands still takes no notice.
  await page.keyboard.press("k");
  await playheadInside();
}

// Runs a command by its name, through the palette.
export async function command(label) {
  await page.keyboard.press("Control+k");
  await page.locator("[data-testid=palette] input").fill(label);
  const exact = page.locator("[data-testid=palette] button").filter({ has: page.getByText(label, { exact: true }) });
  await exact.first().click();
  await settle();
}

// The names of all commands that can be run now.
export async function commands() {
  await page.keyboard.press("Control+k");
  const labels = await page.locator("[data-testid=palette] button > :first-child").allInnerTexts();
  await page.keyboard.press("Escape");
  await settle();
  return labels;
}

// A place is a name and a way: `go` begins the page anew with a setup and walks there.
export async function places() {
  const found = [
    { name: "home-empty", go: (setup) => open({ ...setup, ads: 0 }) },
    { name: "home", go: (setup) => open(setup) },
    { name: "home-full", go: (setup) => open({ ...setup, ads: 1000 }) },
    {
      name: "editor",
      go: async (setup) => {
        await toEditor(setup);
        await playheadInside();
      },
    },
    {
      name: "new-ad",
      go: async (setup) => {
        await open(setup);
        await page.locator("[data-testid=new-ad]").click();
        await settle();
      },
    },
  ];
  await open();
  // Without the number that may stand beside a name.
  const rail = (await page.locator("nav.rail button").allInnerTexts()).map((label) => label.split("\n")[0]);
  for (const [at, label] of rail.entries()) {
    if (at === 0) continue;
    const go = async (setup) => {
      await open(setup);
      await page.locator("nav.rail button").nth(at).click();
      await settle();
    };
    found.push({ name: slug(label), go });
  }
  const nothing = { name: "exports-empty", go: (setup) => found.find(({ name }) => name === "exports").go({ ...setup, tasks: false }) };
  if (found.some(({ name }) => name === "exports")) found.push(nothing);
  const dialogs = await dialogsOfCommands();
  // Both languages list the same commands in the same order.
  for (const { label, at } of dialogs) {
    const go = async (setup) => {
      await toWork(setup);
      await command((await commands())[at]);
      await page.locator("[role=dialog]").waitFor();
      await settle();
    };
    found.push({ name: slug(label), go });
  }
  found.push({
    name: "palette",
    go: async (setup) => {
      await toEditor(setup);
      await page.keyboard.press("Control+k");
      await settle();
    },
  });
  return found;
}

// What came of each command when it was run by its name: which opened a dialog, and which did nothing.
export const ran = { labels: [], dead: [] };

async function dialogsOfCommands() {
  const found = [];
  await toWork();
  ran.labels = await commands();
  for (const [at, label] of ran.labels.entries()) {
    await backToWork();
    // The last command may have left nothing to do for this one.
    if (!(await commands()).includes(label)) await toWork();
    const known = await state();
    await command(label);
    if ((await state()) === known) ran.dead.push(label);
    if (await page.locator("[role=dialog]").count()) found.push({ label, at });
  }
  return found;
}

// The page as it is, but for canvases and where the focus is, and how much was asked.
export const state = () =>
  page.evaluate(() => {
    const copy = document.body.cloneNode(true);
    for (const canvas of copy.querySelectorAll("canvas")) canvas.remove();
    const asked = window.fake.asked.filter(({ name }) => !window.fake.pictures.includes(name)).length;
    return `${asked} ${document.fullscreenElement !== null} ${copy.innerHTML}`;
  });
