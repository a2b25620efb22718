// How long until the map is there: from asking for the page until its edges and nodes are drawn, in a fresh headless Chromium
// that draws WebGL in software. Needs the built page. `node bench/first-paint.mjs [services edges runs]`
import { readdirSync, readFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { browser, pageOf } from "../dev/browser.mjs";
import { stage } from "../dev/stage.mjs";

const [services = "1000", edges = "10000", runs = "5"] = process.argv.slice(2);
const map = await stage("--services", services, "--edges", edges, "--still");
console.log(`${map.said}; load average ${loadavg()[0].toFixed(1)}`);

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

const ZOOM = `new Promise((resolve) => {
  const plan = document.querySelector(".plan");
  const at = plan.getBoundingClientRect();
  const times = [];
  const next = () => {
    const begun = performance.now();
    plan.dispatchEvent(new WheelEvent("wheel", { bubbles: true, cancelable: true, clientX: at.left + 500, clientY: at.top + 400, deltaY: times.length % 20 < 10 ? -60 : 60 }));
    requestAnimationFrame(() => setTimeout(() => {
      times.push(performance.now() - begun);
      if (times.length < 30) next();
      else resolve(times.sort((a, b) => a - b));
    }));
  };
  next();
})`;

const chromium = await browser();
try {
  const paints = [];
  const frames = [];
  const steps = [];
  const zooms = [];
  let heap = 0;
  for (let run = 0; run < Number(runs); run++) {
    const { page, complaints } = await pageOf(chromium);
    await page.goto(map.url, { waitUntil: "commit" });
    paints.push(await page.evaluate(PAINTED));
    const times = await page.evaluate(DRAG);
    frames.push(times[Math.floor(times.length * 0.95)]);
    steps.push(times[Math.floor(times.length / 2)]);
    const wheels = await page.evaluate(ZOOM);
    zooms.push(wheels[Math.floor(wheels.length / 2)]);
    heap = await page.evaluate("performance.memory ? performance.memory.usedJSHeapSize / 1048576 : 0");
    if (run === 0) for (const complaint of complaints) console.log(`complaint: ${complaint}`);
    await page.context().close();
  }
  const middle = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
  const assets = fileURLToPath(new URL("../dist/assets", import.meta.url));
  const sizes = readdirSync(assets).filter((name) => /\.(js|css)$/.test(name) || /latin-wght-normal.*\.woff2$/.test(name))
    .map((name) => [name, name.endsWith(".woff2") ? readFileSync(`${assets}/${name}`).length : gzipSync(readFileSync(`${assets}/${name}`)).length]);
  console.log(`first paint of ${services} services and ${edges} edges: ${paints.map((ms) => Math.round(ms)).join(" ")} ms, median ${Math.round(middle(paints))} ms (aim 2000 ms)`);
  console.log(`a step of dragging the map: median ${Math.round(middle(steps))} ms, 95th of 100 ${Math.round(middle(frames))} ms (aim 100 ms); of zooming: median ${Math.round(middle(zooms))} ms; heap ${Math.round(heap)} MB; ${cpus().length} processors`);
  console.log(`transferred, gzipped: ${(sizes.reduce((sum, [, size]) => sum + size, 0) / 1000).toFixed(0)} KB (aim 400): ${sizes.map(([name, size]) => `${name.replace(/-[\w-]{8}\./, ".")} ${(size / 1000).toFixed(0)}`).join(", ")}`);
} finally {
  await chromium.close();
  await map.close();
}
