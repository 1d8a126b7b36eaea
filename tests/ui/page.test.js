// Tests of the page in a browser. Screens and controls are found by walking, so new ones are tested without a change here.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { LARGE, SMALL, open, page, root, setTheme, settle, start, stop, takeFaults, written } from "./browser.js";
import { barriers, layoutFaults } from "./look.js";
import { backToWork, commands, places, ran, state, toEditor, toWork } from "./places.js";
import { news, walk } from "./walk.js";
import { english } from "./words.js";

const pictures = process.env.GREENROOM_PICTURES ?? join(root, "target/page-tests");
let all;

// A list of faults as one failure that names each.
const none = (faults) => assert.ok(faults.length === 0, `\n  ${[...new Set(faults)].join("\n  ")}`);
const at = (place, faults) => faults.map((fault) => `${place}: ${fault}`);

before(async () => {
  await start();
  all = await places();
});
after(stop);

test("every screen can be seen and used by everyone", async () => {
  const faults = [];
  for (const place of all) {
    await page.setViewportSize(LARGE);
    await place.go({});
    for (const size of [LARGE, SMALL]) {
      await page.setViewportSize(size);
      // A smaller window has the same colours.
      for (const theme of size === LARGE ? ["dark", "light"] : ["dark"]) {
        await setTheme(theme);
        await settle();
        const name = `${place.name}, ${theme}, ${size.width}x${size.height}`;
        const folder = join(pictures, theme, size === LARGE ? "" : "small");
        mkdirSync(folder, { recursive: true });
        await page.screenshot({ path: join(folder, `${place.name}.png`) });
        faults.push(...at(name, await layoutFaults()), ...at(name, await barriers()));
      }
    }
    faults.push(...at(place.name, await takeFaults()));
  }
  await page.setViewportSize(LARGE);
  none(faults);
});

test("every sort of clip can be looked at and changed", async () => {
  const faults = [];
  await toEditor();
  const clips = await page.locator("[data-testid=clip]").evaluateAll((clips) => clips.map((clip) => clip.id));
  assert.ok(clips.length >= 10, "the ad has every sort of clip");
  const inspector = "aside:last-of-type";
  for (const clip of clips) {
    const go = async () => {
      await page.locator("[data-testid=tab-selection]").click();
      await page.locator(`#${clip}`).click();
      await settle();
    };
    await go();
    const name = await page.locator(`#${clip}`).getAttribute("aria-label");
    faults.push(...at(name, await layoutFaults()), ...at(name, await barriers(inspector)));
    faults.push(...at(name, (await walk(go, inspector)).faults), ...at(name, await takeFaults()));
  }
  none(faults);
});

test("no control is dead, and none that asks the host is silent when it fails", async () => {
  const faults = [];
  const tried = new Set();
  // Of the dashboards, one stands for those with more cards.
  for (const place of all.filter(({ name }) => name !== "home-full")) {
    const found = await walk(() => place.go({}));
    const fresh = found.asking.filter(({ group }) => !tried.has(group));
    for (const { group } of fresh) tried.add(group);
    faults.push(...at(place.name, [...found.faults, ...(await silent(place, fresh)), ...(await takeFaults())]));
  }
  none(faults);
});

// Controls that say nothing when the host fails, or when nobody understands what it answers.
async function silent(place, asking) {
  const faults = [];
  for (const { key } of asking) {
    await place.go({});
    for (const answer of ["failure", "garbage"]) {
      const fail = () => page.evaluate((answer) => (window.fake.answer = answer), answer);
      await fail();
      let said = await news(key);
      // What was opened by the first press is closed by the second.
      if (said === null || said.length === 0) {
        await place.go({});
        await fail();
        said = await news(key);
      }
      const isSaid = said === null || said.some((line) => line.trim().split(" ").length > 2);
      if (!isSaid) faults.push(`${key} says nothing after a ${answer}`);
    }
  }
  return faults;
}

test("every command does something from the palette", () => {
  assert.ok(ran.labels.length > 15, "the palette lists the commands");
  none(ran.dead);
});

test("every key on the sheet does something", async () => {
  await toWork();
  await page.keyboard.press("?");
  const rows = page.locator("[data-testid=shortcuts] div").filter({ has: page.locator("kbd") });
  const listed = await rows.evaluateAll((rows) => rows.map((row) => ({ key: row.querySelector("kbd").innerText, label: row.firstElementChild.innerText })));
  await page.keyboard.press("Escape");
  // What cannot be done now has a key that does nothing.
  const possible = new Set(await commands());
  const keys = listed.filter(({ label }) => possible.has(label));
  assert.ok(keys.length > 10, "the sheet lists the keys");
  const names = { Ctrl: "Control", Space: "Space", "←": "ArrowLeft", "→": "ArrowRight", "↑": "ArrowUp", "↓": "ArrowDown", Esc: "Escape" };
  const dead = [];
  for (const { key, label } of keys) {
    await backToWork();
    if (!(await commands()).includes(label)) await toWork();
    // Keys belong to the page, not to a button that was pressed last.
    await page.locator("main").focus();
    const known = await state();
    const parts = key === "+" ? ["+"] : key.split("+").map((part) => names[part] ?? (part.length === 1 ? part.toLowerCase() : part));
    await page.keyboard.press(parts.join("+"));
    await settle();
    if ((await state()) === known) dead.push(key);
  }
  none(dead);
});

test("an arrow is a frame, with Shift a second", async () => {
  await toEditor();
  const timecode = page.locator("[data-testid=timecode]");
  for (const [key, time] of [["Home", "0:00.00"], ["ArrowRight", "0:00.01"], ["Shift+ArrowRight", "0:01.01"], ["Shift+ArrowLeft", "0:00.01"]]) {
    await page.keyboard.press(key);
    await settle();
    assert.equal(await timecode.inputValue(), time, key);
  }
});

// Presses Tab until the focus is on what the selector names.
async function tabTo(selector, key = "Tab") {
  for (let pressed = 0; pressed < 150; pressed++) {
    await page.keyboard.press(key);
    if (await page.evaluate((selector) => document.activeElement?.matches(selector), selector)) return;
  }
  assert.fail(`${selector} cannot be reached with ${key}`);
}

test("an ad is made without a mouse", async () => {
  await open();
  await page.keyboard.press("Control+n");
  await settle();
  await tabTo("[data-testid=ad-name]");
  await page.keyboard.type("Cups");
  await tabTo("[data-testid=script-editor]");
  await page.keyboard.type("Still throwing away a cup a day? Get yours today.");
  await tabTo("[data-testid=voice-row]");
  await page.keyboard.press("Space");
  await tabTo("[data-testid=actor-card]");
  await page.keyboard.press("Space");
  await settle();
  await tabTo("[data-testid=draft-button]", "Shift+Tab");
  await page.keyboard.press("Enter");
  await page.locator("[data-testid=editor]").waitFor();
  await settle();
  const asked = await page.evaluate(() => window.fake.asked);
  const draft = asked.find(({ name }) => name === "make_draft");
  assert.equal(asked.find(({ name }) => name === "create_project").input.name, "Cups");
  assert.match(draft.input.script, /throwing away/);
  assert.ok(draft.input.settings.actor && draft.input.settings.voice, "the actor and the voice that were chosen");
  none(await takeFaults());
});

test("what is typed into a field stays there", async () => {
  const faults = [];
  for (const place of all) {
    await place.go({});
    const over = (await page.locator("[role=dialog]").count()) ? "[role=dialog] " : "";
    const sorts = ["textarea", "input[type=text]", "input[type=search]"].map((sort) => `${over}${sort}:visible`);
    const fields = page.locator(sorts.join(", "));
    for (let field = 0; field < (await fields.count()); field++) {
      await fields.nth(field).focus();
      const known = await page.evaluate(() => document.querySelectorAll("[role=dialog]").length);
      const before = await fields.nth(field).inputValue();
      await page.keyboard.type("s?- =");
      await settle();
      const now = await page.evaluate(() => document.querySelectorAll("[role=dialog]").length);
      const typed = (await fields.count()) > field ? await fields.nth(field).inputValue() : "";
      if (now !== known || typed.length !== before.length + 5) faults.push(`${place.name}: field ${field} holds "${typed}"`);
    }
  }
  none(faults);
});

test("Tab goes through every screen and is caught nowhere", async () => {
  const faults = [];
  for (const place of all.filter(({ name }) => name !== "home-full")) {
    await place.go({});
    // What appears while Tab goes round, as the findings of a check, is passed in the second round.
    for (let round = 0; round < 2; round++) {
      await page.evaluate(() => {
        window.focused = new Set([document.activeElement]);
        window.last = null;
      });
      let previous = null;
      let ends = 0;
      for (let pressed = 0; pressed < 400; pressed++) {
        await page.keyboard.press("Tab");
        const { state, name, isDialog } = await page.evaluate(() => {
          const element = document.activeElement;
          const isDialog = !!document.querySelector("[role=dialog]") && element !== document.body && !element.closest("[role=dialog], .notices");
          const state = element === document.body ? "end" : window.focused.has(element) ? (window.last === element ? "stuck" : "round") : "new";
          window.focused.add(element);
          window.last = element;
          return { state, isDialog, name: element.getAttribute("aria-label") ?? element.innerText?.slice(0, 40) };
        });
        if (isDialog) faults.push(`${place.name}: the focus leaves the dialog for "${name}"`);
        if (state === "stuck") faults.push(`${place.name}: Tab stays on "${name}"`);
        // Focus begins where the last click was, so it has to go round.
        if (state === "end") ends += 1;
        if (state === "stuck" || isDialog || ends > 1 || (state === "round" && ends > 0)) break;
        previous = name;
      }
      const left = await page.evaluate(() => {
        const within = document.querySelector("[role=dialog]") ?? document.body;
        const controls = [...within.querySelectorAll("button, a[href], input, select, textarea")];
        const roving = (element) => element.tabIndex < 0 || element.type === "radio";
        return controls.filter((one) => one.checkVisibility() && !one.disabled && !roving(one) && !window.focused.has(one)).map((one) => one.getAttribute("aria-label") ?? one.innerText);
      });
      if (left.length === 0) break;
      if (round === 1) faults.push(`${place.name}: after "${previous}" Tab never comes to ${left.slice(0, 5).join(", ")}`);
    }
  }
  none(faults);
});

test("a dialog keeps the focus, Escape closes it, and the focus goes back", async () => {
  await toWork();
  const opener = page.locator("[data-testid=export-button]");
  await opener.focus();
  await page.keyboard.press("Enter");
  await page.locator("[role=dialog]").waitFor();
  await settle();
  assert.ok(await page.evaluate(() => !!document.activeElement.closest("[role=dialog]")), "the dialog takes the focus");
  await page.keyboard.press("Escape");
  await page.locator("[role=dialog]").waitFor({ state: "detached" });
  await settle();
  assert.ok(await opener.evaluate((button) => button === document.activeElement), "the focus goes back to the button");
  for (const key of ["?", "Control+k"]) {
    await page.keyboard.press(key);
    await page.locator("[role=dialog]").waitFor();
    await page.keyboard.press("Escape");
    await page.locator("[role=dialog]").waitFor({ state: "detached" });
  }
});

test("a German page says nothing in English", async () => {
  const foreign = new Set(english());
  assert.ok(foreign.size > 50, "the words are found");
  const faults = [];
  for (const place of all) {
    await place.go({ language: "de" });
    const said = await page.evaluate(() => {
      const texts = [];
      const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      // A key's name is what stands on the key.
      while (nodes.nextNode()) if (!nodes.currentNode.parentElement.closest("kbd")) texts.push(nodes.currentNode.data);
      for (const name of ["aria-label", "title", "placeholder"]) {
        for (const element of document.querySelectorAll(`[${name}]`)) texts.push(element.getAttribute(name));
      }
      return texts.map((text) => text.trim());
    });
    // A key in brackets, a name after a colon: each part is looked at by itself.
    const parts = said.flatMap((text) => [text, ...text.split(/ \(|: | – /)]);
    faults.push(...at(place.name, [...new Set(parts.filter((part) => foreign.has(part)))]), ...at(place.name, await layoutFaults()));
  }
  none(faults);
});

test("a host that fails or talks nonsense is named, and the page lives on", async () => {
  const faults = [];
  for (const answer of ["failure", "garbage"]) {
    await open({ answer });
    const said = await page.locator("main, .notices, [role=alert]").allInnerTexts();
    const sentence = answer === "failure" ? written.failure.message : "at line";
    if (!said.some((text) => text.includes(sentence))) faults.push(`after a ${answer} home says only: ${said.join(" ")}`);
    const rail = page.locator("nav.rail button");
    for (let button = 0; button < (await rail.count()); button++) {
      await rail.nth(button).click();
      await settle();
      if (!(await page.locator("main").innerText()).trim()) faults.push(`after a ${answer} place ${button} is empty`);
    }
    await open({ answer: { open_project: answer } });
    await page.locator("[data-testid=project-card] .mat").first().click();
    await settle();
    const editor = await page.locator("main").innerText();
    if (!editor.includes(sentence)) faults.push(`a project that cannot be opened (${answer}) says: ${editor}`);
  }
  none([...faults, ...(await takeFaults())]);
});

test("while the host is slow something is seen, and it goes on when the answer comes", async () => {
  await open({ answer: { list_projects: "slow" } });
  assert.ok((await page.locator("main").innerText()).trim(), "the dashboard shows something");
  await page.evaluate(() => window.fake.release());
  await page.locator("[data-testid=project-card]").first().waitFor();
  await page.evaluate(() => (window.fake.answer = "slow"));
  await page.locator("[data-testid=project-card] .mat").first().click();
  await settle();
  assert.ok((await page.locator("main").innerText()).trim(), "a project that is being opened shows something");
  await page.evaluate(() => {
    window.fake.answer = "good";
    window.fake.release();
  });
  await page.locator("[data-testid=editor]").waitFor();
  none(await takeFaults());
});

test("what the host tells by itself is seen", async () => {
  await toEditor();
  for (const event of written.events) await page.evaluate((event) => window.fake.tell(event), event);
  await page.getByText(written.events.find(({ notice }) => notice).notice).waitFor();
  await page.getByText(written.events.find(({ changed }) => changed).changed.made.edit.set_track.settings.name).first().waitFor();
  for (const nonsense of [null, 7, {}, { task: 1 }, { changed: {} }]) await page.evaluate((event) => window.fake.tell(event), nonsense);
  await settle();
  none(await takeFaults());
});

test("a thousand ads are a few cards, and searching finds one", async () => {
  await open({ ads: 1000 });
  assert.ok((await page.locator("[data-testid=project-card]").count()) <= 120, "few cards are on the page");
  assert.ok((await page.evaluate(() => document.querySelectorAll("*").length)) < 3000, "the page is small");
  await page.locator("input[type=search]").first().fill("ad 0987");
  await page.waitForFunction(() => document.querySelectorAll("[data-testid=project-card]").length === 1);
  const asked = await page.evaluate(() => window.fake.asked.filter(({ name }) => name === "list_projects").at(-1));
  assert.equal(asked.input.search, "ad 0987");
});
