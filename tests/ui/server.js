// Serves the built page on this machine alone, with the security policy that the window has.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
};

// Gives the address of the page and how to stop serving it.
export async function serve(folder, policy) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://page").pathname);
    const file = normalize(join(folder, path === "/" ? "index.html" : path));
    const type = TYPES[extname(file)];
    const body = type && file.startsWith(folder + sep) ? await readFile(file).catch(() => null) : null;
    if (path === "/favicon.ico") return response.writeHead(204).end();
    if (!body) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": type, "content-security-policy": policy }).end(body);
  });
  await new Promise((heard) => server.listen(0, "127.0.0.1", heard));
  return { address: `http://127.0.0.1:${server.address().port}/`, stop: () => server.close() };
}
