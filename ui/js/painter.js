// Puts pictures on canvases. A picture is a 32-byte header and its pixels, as `types::frame` describes; they go
// from the host's bytes straight to the canvas.
import { ask } from "./bridge.js";

const HEADER = 32;

export function read(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < HEADER || view.getUint32(0) !== 0x47524e46) throw new Error("not a picture");
  return {
    planar: view.getUint8(5) === 1,
    width: view.getUint32(8, true),
    height: view.getUint32(12, true),
    revision: Number(view.getBigUint64(16, true)),
    frame: Number(view.getBigInt64(24, true)),
    pixels: bytes.subarray(HEADER),
  };
}

const VERTEX = `#version 300 es
out vec2 at;
void main() {
  vec2 corner = vec2(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID == 2 ? 3.0 : -1.0);
  at = vec2(corner.x + 1.0, 1.0 - corner.y) / 2.0;
  gl_Position = vec4(corner, 0.0, 1.0);
}`;

// ITU-R BT.709, limited range.
const FRAGMENT = `#version 300 es
precision highp float;
uniform sampler2D luma, blue, red;
in vec2 at;
out vec4 color;
void main() {
  float y = (texture(luma, at).r * 255.0 - 16.0) / 219.0;
  float u = (texture(blue, at).r * 255.0 - 128.0) / 224.0;
  float v = (texture(red, at).r * 255.0 - 128.0) / 224.0;
  color = vec4(y + 1.5748 * v, y - 0.1873 * u - 0.4681 * v, y + 1.8556 * u, 1.0);
}`;

function compiled(gl) {
  const program = gl.createProgram();
  for (const [kind, source] of [[gl.VERTEX_SHADER, VERTEX], [gl.FRAGMENT_SHADER, FRAGMENT]]) {
    const shader = gl.createShader(kind);
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) return null;
  gl.useProgram(program);
  gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
  ["luma", "blue", "red"].forEach((name, unit) => {
    gl.activeTexture(gl.TEXTURE0 + unit);
    gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
    for (const side of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, side, gl.CLAMP_TO_EDGE);
    for (const way of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, way, gl.LINEAR);
    gl.uniform1i(gl.getUniformLocation(program, name), unit);
  });
  return gl;
}

const contexts = new WeakMap();

// WebGL for the viewer, of which there is one; the many small pictures of lists are drawn in two dimensions, because
// a page has few WebGL contexts.
function context(canvas, swift) {
  if (!contexts.has(canvas)) {
    const gl = swift ? canvas.getContext("webgl2", { alpha: false, preserveDrawingBuffer: true }) : null;
    const ready = gl && compiled(gl);
    contexts.set(canvas, ready ? { gl: ready } : { flat: canvas.getContext("2d", { alpha: !swift }) });
  }
  return contexts.get(canvas);
}

function paintPlanes(gl, picture) {
  const { width, height, pixels } = picture;
  const half = [(width + 1) >> 1, (height + 1) >> 1];
  let offset = 0;
  [[width, height], half, half].forEach(([w, h], unit) => {
    gl.activeTexture(gl.TEXTURE0 + unit);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.R8, w, h, 0, gl.RED, gl.UNSIGNED_BYTE, pixels.subarray(offset, offset + w * h));
    offset += w * h;
  });
  gl.viewport(0, 0, width, height);
  gl.drawArrays(gl.TRIANGLES, 0, 3);
}

export function toRgba({ planar, width, height, pixels }) {
  if (!planar) return new ImageData(new Uint8ClampedArray(pixels.slice().buffer), width, height);
  const image = new ImageData(width, height);
  const half = (width + 1) >> 1;
  const blue = width * height;
  const red = blue + half * ((height + 1) >> 1);
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++, to += 4) {
      const chroma = (y >> 1) * half + (x >> 1);
      const l = (pixels[y * width + x] - 16) * 1.1643836;
      const u = pixels[blue + chroma] - 128;
      const v = pixels[red + chroma] - 128;
      image.data[to] = l + 1.7927411 * v;
      image.data[to + 1] = l - 0.2132486 * u - 0.5329093 * v;
      image.data[to + 2] = l + 2.1124018 * u;
      image.data[to + 3] = 255;
    }
  }
  return image;
}

// Asks for a picture and shows it. Gives the number of the frame that is shown, or throws the failure.
export async function show(canvas, name, bytes, swift) {
  const picture = read(await ask(name, bytes));
  const { gl, flat } = context(canvas, swift);
  if (canvas.width !== picture.width || canvas.height !== picture.height) {
    canvas.width = picture.width;
    canvas.height = picture.height;
  }
  if (gl && picture.planar) paintPlanes(gl, picture);
  else if (flat) flat.putImageData(toRgba(picture), 0, 0);
  mark(canvas, picture);
  return picture.frame;
}

const marked = new WeakMap();

// Says on the canvas which frame it shows, once that can be seen: the first animation frame comes before the paint of
// what was drawn, the second after it. Nobody waits for it.
function mark(canvas, { frame, revision }) {
  const isWaiting = marked.has(canvas);
  marked.set(canvas, { frame, revision });
  if (isWaiting) return;
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const seen = marked.get(canvas);
      marked.delete(canvas);
      canvas.dataset.frame = String(seen.frame);
      canvas.dataset.revision = String(seen.revision);
    }),
  );
}
