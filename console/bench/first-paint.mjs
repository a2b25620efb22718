// How long until the map is there: from asking for the page until its roads and houses are drawn, in a fresh headless Chromium
// that draws WebGL in software. Needs the built page. `node --experimental-websocket bench/first-paint.mjs [services edges runs]`
import { spawn } from "node:child_process";
import { cpus } from "node:os";
import { gzipSync } from "node:zlib";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { browser } from "../dev/browser.mjs";

const [services = "1000", edges = "10000", runs = "5"] = process.argv.slice(2);
const port = 27900;
const city = spawn(process.execPath, [fileURLToPath(new URL("../dev/city.mjs", import.meta.url)), "--services", services, "--edges", edges, "--port", String(port), "--still"], { stdio: ["ignore", "pipe", "inherit"] });
await new Promise((resolve) => city.stdout.once("data", (line) => { console.log(String(line).trim()); resolve(); }));

const PAINTED = `new Promise((resolve) => {
  const drawn = () => document.querySelector(".board") && document.querySelector("[data-service]") && (document.querySelector(".webgl [data-drawn]") || ${Number(services) <= 150});
  const look = () => drawn() ? requestAnimationFrame(() => setTimeout(() => resolve(performance.now()))) : setTimeout(look, 5);
  look();
})`;
const DRAG = `new Promise((resolve) => {
  const plan = document.querySelector(".plan");
  const at = plan.getBoundingClientRect();
  const event = (type, x, y) => plan.dispatchEvent(new PointerEvent(type, { bubbles: true, clientX: at.left + x, clientY: at.top + y, button: 0, pointerId: 1 }));
  plan.setPointerCapture = () => {};
  const times = [];
  let step = 0;
  event("pointerdown", 500, 400);
  const next = () => {
    const begun = performance.now();
    event("pointermove", 500 + step * 9, 400 + step * 5);
    requestAnimationFrame(() => setTimeout(() => {
      times.push(performance.now() - begun);
      if (++step < 30) next();
      else { event("pointerup", 770, 550); resolve(times.sort((a, b) => a - b)); }
    }));
  };
  next();
})`;

const chromium = await browser();
try {
  const paints = [];
  const frames = [];
  const steps = [];
  let heap = 0;
  for (let run = 0; run < Number(runs); run++) {
    const page = await chromium.page();
    await page.goto(`http://127.0.0.1:${port}/`);
    await page.until(`document.readyState !== "loading" && location.port === "${port}"`);
    paints.push(await page.run(PAINTED));
    const times = await page.run(DRAG);
    frames.push(times[Math.floor(times.length * 0.95)]);
    steps.push(times[Math.floor(times.length / 2)]);
    heap = await page.run("performance.memory ? performance.memory.usedJSHeapSize / 1048576 : 0");
    if (run === 0) for (const complaint of page.complaints()) console.log(`complaint: ${complaint}`);
    await page.close();
  }
  const middle = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
  const assets = fileURLToPath(new URL("../dist/assets", import.meta.url));
  const sizes = readdirSync(assets).filter((name) => /\.(js|css)$/.test(name) || /latin-wght-normal.*\.woff2$/.test(name))
    .map((name) => [name, name.endsWith(".woff2") ? readFileSync(`${assets}/${name}`).length : gzipSync(readFileSync(`${assets}/${name}`)).length]);
  console.log(`first paint of ${services} services and ${edges} roads: ${paints.map((ms) => Math.round(ms)).join(" ")} ms, median ${Math.round(middle(paints))} ms (aim 2000 ms)`);
  console.log(`a step of dragging the map: median ${Math.round(middle(steps))} ms, 95th of 100 ${Math.round(middle(frames))} ms (aim 100 ms); heap ${Math.round(heap)} MB; ${cpus().length} processors`);
  console.log(`transferred, gzipped: ${(sizes.reduce((sum, [, size]) => sum + size, 0) / 1000).toFixed(0)} KB (aim 400): ${sizes.map(([name, size]) => `${name.replace(/-[\w-]{8}\./, ".")} ${(size / 1000).toFixed(0)}`).join(", ")}`);
} finally {
  await chromium.close();
  city.kill();
}
