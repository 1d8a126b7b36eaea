// One browser and one page for all tests: opens the page afresh, waits until it has come to rest, and keeps its faults.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { host } from "./host.js";
import { serve } from "./server.js";

export const root = join(import.meta.dirname, "../..");
const folder = process.env.GREENROOM_PAGE ?? join(root, "target/page");

const read = (path) => readFileSync(join(root, path), "utf8");

// What the types say that the host answers; see crates/types/tests/it/page.rs.
const answers = read("crates/types/tests/it/snapshots/it__page__answers_of_the_host.snap").split(/^---$/m)[2];
const { permissions } = JSON.parse(read("src-tauri/capabilities/main.json"));
const granted = permissions.filter((name) => name.startsWith("allow-")).map((name) => name.slice(6).replaceAll("-", "_"));
export const written = { ...JSON.parse(answers), granted };
const policy = JSON.parse(read("src-tauri/tauri.conf.json")).app.security.csp;

export const LARGE = { width: 1440, height: 900 };
// The smallest that the window can be.
export const SMALL = { width: 1120, height: 700 };

let served;
let browser;
export let page;
const faults = [];

export async function start() {
  served = await serve(folder, policy);
  browser = await chromium.launch({
    executablePath: process.env.GREENROOM_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--force-color-profile=srgb"],
  });
  const context = await browser.newContext({ viewport: LARGE, reducedMotion: "reduce" });
  page = await context.newPage();
  page.setDefaultTimeout(5000);
  page.on("console", (message) => message.type() === "error" && faults.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`page: ${error.message}`));
  await page.addInitScript(host, written);
  await page.goto(served.address);
}

export async function stop() {
  await browser?.close();
  served?.stop();
}

// Begins the page anew, with that host; see `setup` in host.js.
export async function open(setup = {}) {
  await page.evaluate((setup) => localStorage.setItem("setup", JSON.stringify(setup)), setup);
  await page.goto(served.address);
  await page.waitForFunction(() => document.querySelector("main") && !document.querySelector("#boot"));
  await settle();
}

// Shows the page in that theme, as its settings do.
export async function setTheme(theme) {
  await page.evaluate((theme) => (document.documentElement.dataset.theme = theme), theme);
}

// Waits until nothing is asked and nothing changes any more. What the test holds back does not count.
export async function settle() {
  await page.evaluate(async () => {
    const frame = () => new Promise((next) => requestAnimationFrame(next));
    const limit = performance.now() + 2000;
    for (let quiet = 0; quiet < 3 && performance.now() < limit; ) {
      const { changes, asked } = window.fake;
      const count = asked.length;
      await frame();
      const waits = window.fake.waiting > window.fake.held.length;
      quiet = waits || window.fake.changes !== changes || asked.length !== count ? 0 : quiet + 1;
    }
  });
}

// Everything that went wrong in the page since the last time this was asked.
export async function takeFaults() {
  const { violations, unknown } = await page.evaluate(() => ({
    violations: window.fake.violations.splice(0),
    unknown: window.fake.unknown.splice(0),
  }));
  return [
    ...faults.splice(0),
    ...violations.map((violation) => `policy: ${violation}`),
    ...unknown.map((name) => `asked for ${name}, which no type names`),
  ];
}
