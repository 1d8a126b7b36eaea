// The host, made up. It runs in the page before the page does, answers what the page asks, and remembers what was asked.
// `written` is what the types say: an answer to every request, events, and a failure;
// and the names of all requests that the window is granted.
export function host(written) {
  const setup = { ads: 3, theme: "dark", language: "en", tasks: true, answer: "good", ...JSON.parse(localStorage.getItem("setup") ?? "{}") };
  // Nothing is left of the page before but what it is to be.
  for (const name of Object.keys(localStorage)) if (name !== "setup") localStorage.removeItem(name);
  localStorage.setItem("theme", setup.theme);
  localStorage.setItem("language", setup.language);
  // Names of the requests whose answer is only a picture or a sound's shape.
  const pictures = ["frame", "actor_picture", "clip_picture", "clip_peaks"];
  const fake = {
    asked: [],
    unknown: [],
    violations: [],
    changes: 0,
    waiting: 0,
    answer: setup.answer,
    held: [],
    pictures,
    tell: (event) => fake.heard?.(event),
    release: () => fake.held.splice(0).forEach((answer) => answer()),
  };
  window.fake = fake;
  document.addEventListener("fullscreenchange", () => (fake.changes += 1));
  document.addEventListener("securitypolicyviolation", (event) => {
    fake.violations.push(`${event.violatedDirective} forbids ${event.blockedURI || event.sourceFile}`);
  });
  const ofCanvas = (record) => record.target.nodeName === "CANVAS";
  new MutationObserver((records) => {
    if (records.some((record) => !ofCanvas(record))) {
      fake.changes += 1;
      fake.changedAt = performance.now();
    }
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });

  const id = (number) => `01990000-0000-7000-9000-${String(number).padStart(12, "0")}`;
  const cards = () => {
    const sample = written.answers.list_projects.projects;
    if (setup.ads <= sample.length) return sample.slice(0, setup.ads);
    return Array.from({ length: setup.ads }, (_, number) => {
      const card = structuredClone(sample[number % sample.length]);
      card.project.id = id(number);
      card.project.name = `Ad ${String(number).padStart(4, "0")}`;
      return card;
    });
  };
  const projects = ({ search = "", status = null, offset = 0, limit = 60 }) => {
    const found = status ? [] : cards().filter((card) => card.project.name.toLowerCase().includes(search.toLowerCase()));
    return { projects: found.slice(offset, offset + limit), total: found.length };
  };
  const opened = ({ id }) => {
    const reply = structuredClone(written.answers.open_project);
    reply.project.id = id;
    return reply;
  };
  let played = 0;
  const history = { ...written.answers.open_project.history };
  const answers = {
    list_projects: projects,
    open_project: opened,
    list_tasks: () => (setup.tasks ? written.answers.list_tasks : []),
    edit_project: () => ({ ...history, revision: ++history.revision, undo: ++history.undo, redo: 0 }),
    play: () => ({ ...written.answers.play, frame: (played = 0) }),
    playback: () => ({ ...written.answers.playback, frame: ++played, playing: played < 4 }),
  };
  const json = (value) => new TextEncoder().encode(JSON.stringify(value)).buffer;

  // As `types::frame` describes: a header of 32 bytes, then planes or pixels. A soft ramp, so that something is seen.
  const picture = (name, input) => {
    const { width, height } = input.size;
    const planar = name === "frame";
    const half = Math.ceil(width / 2) * Math.ceil(height / 2);
    const bytes = new Uint8Array(32 + (planar ? width * height + 2 * half : 4 * width * height));
    const view = new DataView(bytes.buffer);
    bytes.set([0x47, 0x52, 0x4e, 0x46, 1, planar ? 1 : 0]);
    view.setUint32(8, width, true);
    view.setUint32(12, height, true);
    view.setBigInt64(24, BigInt(input.frame ?? 0), true);
    if (planar) {
      for (let y = 0; y < height; y++) bytes.fill(50 + (110 * y) / height, 32 + y * width, 32 + (y + 1) * width);
      bytes.fill(142, 32 + width * height, 32 + width * height + half);
      bytes.fill(112, 32 + width * height + half);
    } else {
      new Uint32Array(bytes.buffer, 32).fill(0xff8a6a5a);
    }
    return bytes.buffer;
  };
  const reply = (name, input) => {
    if (name === "clip_peaks") return new Uint8Array(400).map((_, at) => 90 + 80 * Math.sin(at)).buffer;
    if (pictures.includes(name)) return picture(name, input);
    if (!(name in written.answers)) {
      fake.unknown.push(name);
      throw written.failure;
    }
    return json(name in answers ? answers[name](input) : written.answers[name]);
  };
  const mode = (name) => (typeof fake.answer === "string" ? fake.answer : (fake.answer[name] ?? "good"));
  // What the window itself answers.
  const ofWindow = {
    graphics: "auto",
    set_graphics: null,
    data_folder: "/home/somebody/.local/share/greenroom",
    close_now: null,
    open_text: null,
    save_text: null,
    ready: null,
    choose_files: ["/films/bikes.mp4"],
    choose_folder: "/films",
    show_in_folder: null,
  };
  const answered = async (name, input, good, garbage) => {
    fake.asked.push({ name, input });
    fake.waiting += 1;
    try {
      if (mode(name) === "slow") await new Promise((answer) => fake.held.push(answer));
      if (mode(name) === "failure") throw written.failure;
      return mode(name) === "garbage" ? garbage : good();
    } finally {
      fake.waiting -= 1;
    }
  };

  window.greenroomHost = {
    ask: (name, bytes) => {
      const input = JSON.parse(new TextDecoder().decode(bytes));
      return answered(name, input, () => reply(name, input), new TextEncoder().encode('{"half": [').buffer);
    },
    call: (name, input) => {
      if (!written.granted.includes(name)) fake.unknown.push(name);
      return answered(name, input, () => ofWindow[name] ?? null, name === "ready" ? null : { half: true });
    },
    listen: (heard) => {
      fake.heard = heard;
    },
    dropped: (heard) => {
      fake.drop = heard;
    },
  };
}
