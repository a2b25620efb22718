// A headless Chromium by its own protocol: enough to open the page, act on it, look at it and measure it. Needs Node's
// WebSocket (`node --experimental-websocket` before Node 22) and no package.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const FLAGS = ["--headless", "--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--hide-scrollbars", "--remote-debugging-port=0"];

/** Opens a browser; `close` ends it and what it wrote. */
export async function browser(executable = process.env.CHROMIUM ?? "/usr/bin/chromium", flags = FLAGS) {
  const profile = mkdtempSync(join(tmpdir(), "chromium-"));
  const child = spawn(executable, [...flags, `--user-data-dir=${profile}`, "about:blank"], { stdio: ["ignore", "ignore", "pipe"] });
  const address = await new Promise((resolve, reject) => {
    let text = "";
    child.stderr.on("data", (part) => {
      text += part;
      const found = /ws:\/\/\S+/.exec(text);
      if (found) resolve(found[0]);
    });
    child.on("exit", () => reject(new Error(`Chromium did not start: ${text}`)));
  });
  const socket = new WebSocket(address);
  await new Promise((resolve) => socket.addEventListener("open", resolve));
  const waiting = new Map();
  const events = [];
  let number = 0;
  socket.addEventListener("message", ({ data }) => {
    const message = JSON.parse(data);
    if (message.id) {
      const { resolve, reject } = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.error) reject(new Error(message.error.message));
      else resolve(message.result);
    } else events.push(message);
  });
  const send = (method, params = {}, sessionId = undefined) =>
    new Promise((resolve, reject) => {
      waiting.set(++number, { resolve, reject });
      socket.send(JSON.stringify({ id: number, method, params, sessionId }));
    });
  return {
    async page({ scheme = "light", locale = "en-US", width = 1600, height = 1000 } = {}) {
      const { browserContextId } = await send("Target.createBrowserContext");
      const { targetId } = await send("Target.createTarget", { url: "about:blank", browserContextId });
      const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
      const own = (method, params) => send(method, params, sessionId);
      await Promise.all([own("Page.enable"), own("Runtime.enable"), own("Log.enable")]);
      await own("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: false });
      await own("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: scheme }] });
      await own("Emulation.setLocaleOverride", { locale });
      const run = async (expression) => {
        const { result, exceptionDetails } = await own("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
        if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
        return result.value;
      };
      const mouse = (type, x, y, more = {}) => own("Input.dispatchMouseEvent", { type, x, y, button: "left", clickCount: 1, ...more });
      return {
        run,
        mouse,
        goto: (url) => own("Page.navigate", { url }),
        async until(expression, patience = 20_000) {
          const end = Date.now() + patience;
          while (!(await run(expression).catch(() => false))) {
            if (Date.now() > end) throw new Error(`Never true: ${expression}`);
            await new Promise((resolve) => setTimeout(resolve, 50));
          }
        },
        async click(x, y, clickCount = 1) {
          await mouse("mouseMoved", x, y);
          for (let n = 1; n <= clickCount; n++) {
            await mouse("mousePressed", x, y, { clickCount: n });
            await mouse("mouseReleased", x, y, { clickCount: n });
          }
        },
        key: async (key) => {
          const text = key.length === 1 ? key : undefined;
          await own("Input.dispatchKeyEvent", { type: text ? "keyDown" : "rawKeyDown", key, text, windowsVirtualKeyCode: { Escape: 27, Enter: 13, ArrowLeft: 37, ArrowUp: 38, ArrowRight: 39, ArrowDown: 40 }[key] });
          await own("Input.dispatchKeyEvent", { type: "keyUp", key });
        },
        shoot: async () => Buffer.from((await own("Page.captureScreenshot", { format: "png" })).data, "base64"),
        /** What the browser complained of: errors of scripts, refusals of the content security policy. */
        complaints: () => events.filter((each) => each.sessionId === sessionId && (each.method === "Runtime.exceptionThrown" || (each.method === "Log.entryAdded" && each.params.entry.level === "error")))
          .map((each) => each.params.entry?.text ?? each.params.exceptionDetails?.exception?.description ?? each.method),
        close: () => send("Target.disposeBrowserContext", { browserContextId }),
      };
    },
    async close() {
      socket.close();
      const ended = new Promise((resolve) => child.on("exit", resolve));
      child.kill();
      await ended;
      // Its children write on for a moment after it has ended.
      await new Promise((resolve) => setTimeout(resolve, 300));
      rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    },
  };
}
