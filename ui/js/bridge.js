// The one place where the page meets its host. Tests put an object of the same shape at `window.greenroomHost`.
const host = window.greenroomHost ?? {
  ask: (name, bytes) => window.__TAURI__.core.invoke(name, bytes),
  listen: (heard) => {
    const channel = new window.__TAURI__.core.Channel();
    channel.onmessage = heard;
    return window.__TAURI__.core.invoke("subscribe", { channel });
  },
  call: (name, input) => window.__TAURI__.core.invoke(name, input),
  dropped: (heard) =>
    window.__TAURI__.event.listen("tauri://drag-drop", (event) => heard(event.payload.paths)),
  closing: (heard) => window.__TAURI__.event.listen("closing", () => heard()),
};

// A request as bytes; the reply as bytes. A failure is a string of JSON.
export async function ask(name, bytes) {
  try {
    const reply = await host.ask(name, bytes);
    return new Uint8Array(reply);
  } catch (failure) {
    throw typeof failure === "string" ? JSON.stringify({ code: "INTERNAL", message: failure }) : JSON.stringify(failure);
  }
}

// A request to the window itself: JSON both ways.
export async function call(name, input) {
  try {
    return JSON.stringify((await host.call(name, JSON.parse(input))) ?? null);
  } catch (failure) {
    throw typeof failure === "string" ? JSON.stringify({ code: "INTERNAL", message: failure }) : JSON.stringify(failure);
  }
}

// Every event from now on, as JSON.
export function listen(heard) {
  return host.listen((event) => heard(JSON.stringify(event)));
}

// Files that the system dropped on the window.
export function dropped(heard) {
  return host.dropped((paths) => heard(JSON.stringify(paths)));
}

// The user wants to close the window while long work goes on.
export function closing(heard) {
  return host.closing?.(heard);
}
