// Takes pictures of the page for looking at them: node --experimental-websocket dev/shoot.mjs URL FILE [light|dark] [script …]
// A script is run in the page before the picture; `key:X`, `click:X,Y`, `double:X,Y`, `hover:X,Y` and `wait:MS` act on it.
import { writeFileSync } from "node:fs";

import { browser } from "./browser.mjs";

const [url, file, scheme = "light", ...acts] = process.argv.slice(2);
const chromium = await browser();
try {
  const page = await chromium.page({ scheme });
  await page.goto(url);
  await new Promise((resolve) => setTimeout(resolve, 1800));
  for (const act of acts) {
    const [, kind, value] = /^(key|click|double|hover|wait):(.*)$/s.exec(act) ?? [];
    const [x = 0, y = 0] = (value ?? "").split(",").map(Number);
    if (kind === "key") await page.key(value);
    else if (kind === "click" || kind === "double") await page.click(x, y, kind === "double" ? 2 : 1);
    else if (kind === "hover") await page.mouse("mouseMoved", x, y);
    else if (kind !== "wait") console.log(await page.run(act));
    await new Promise((resolve) => setTimeout(resolve, kind === "wait" ? x : 700));
  }
  writeFileSync(file, await page.shoot());
  for (const complaint of page.complaints()) console.log(complaint);
} finally {
  await chromium.close();
}
