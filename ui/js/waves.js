// Draws the inside of clips: waves from peaks, strips from pictures. Bytes go from the host to the canvas.
import { ask } from "./bridge.js";
import { read, toRgba } from "./painter.js";

const KEPT = 400;
const WIDEST = 4000;
const PATIENCE_MS = 15000;

// Answers by what was asked, the last used last; an answer of `null` is a refusal, kept for a while.
const answers = new Map();
let line = Promise.resolve();

function idle() {
  return new Promise((done) => {
    if (window.requestIdleCallback) window.requestIdleCallback(done, { timeout: 1000 });
    else setTimeout(done, 30);
  });
}

function known(key) {
  const answer = answers.get(key);
  if (!answer || (answer.value === null && performance.now() - answer.at > PATIENCE_MS)) return undefined;
  answers.delete(key);
  answers.set(key, answer);
  return answer.value;
}

// One request at a time, and only while there is nothing else to do and somebody still wants it.
function later(canvas, key, name, bytes) {
  const before = known(key);
  if (before !== undefined) return Promise.resolve(before);
  const asked = line.then(async () => {
    await idle();
    const since = known(key);
    if (since !== undefined) return since;
    if (!canvas.isConnected) return null;
    let value = null;
    try {
      value = await ask(name, bytes);
    } catch {
      // The clip stays plain.
    }
    answers.set(key, { value, at: performance.now() });
    while (answers.size > KEPT) answers.delete(answers.keys().next().value);
    return value;
  });
  line = asked.catch(() => null);
  return asked;
}

export async function wave(canvas, name, call, key) {
  const rate = JSON.parse(new TextDecoder().decode(call)).perSecond;
  canvas.dataset.key = key;
  const peaks = await later(canvas, `${key}@${rate}`, name, call.slice());
  if (!peaks || peaks.length === 0 || !canvas.isConnected || canvas.dataset.key !== key) return;
  const ratio = window.devicePixelRatio || 1;
  const width = Math.max(1, Math.min(WIDEST, Math.round(canvas.clientWidth * ratio)));
  const height = Math.max(1, Math.round(canvas.clientHeight * ratio));
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext("2d");
  pen.fillStyle = getComputedStyle(canvas).color;
  for (let x = 0; x < width; x++) {
    const from = Math.floor((x * peaks.length) / width);
    const to = Math.max(from + 1, Math.floor(((x + 1) * peaks.length) / width));
    let highest = 0;
    for (let at = from; at < to; at++) highest = Math.max(highest, peaks[at]);
    const half = Math.max(0.5, (highest / 255) * (height / 2));
    pen.fillRect(x, height / 2 - half, 1, half * 2);
  }
}

export async function strip(canvas, name, calls, key) {
  const asked = JSON.parse(calls);
  if (asked.length === 0) return;
  const { width, height } = asked[0].size;
  canvas.dataset.key = key;
  let isBegun = false;
  for (const [index, call] of asked.entries()) {
    const bytes = new TextEncoder().encode(JSON.stringify(call));
    const answer = await later(canvas, `${key}@${call.at}x${width}`, name, bytes);
    if (!answer || !canvas.isConnected || canvas.dataset.key !== key) return;
    if (!isBegun) {
      canvas.width = width * asked.length;
      canvas.height = height;
      isBegun = true;
    }
    canvas.getContext("2d").putImageData(toRgba(read(answer)), width * index, 0);
  }
}
