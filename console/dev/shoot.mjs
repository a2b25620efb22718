// Takes pictures of the page for looking at them: node dev/shoot.mjs URL FILE [light|dark] [WIDTHxHEIGHT] [act …]
// An act is a script that is run in the page, or `key:X`, `click:X,Y`, `double:X,Y`, `hover:X,Y`, `wait:MS`.
import { browser, pageOf } from "./browser.mjs";

const [url, file, ...rest] = process.argv.slice(2);
const scheme = ["light", "dark"].includes(rest[0]) ? rest.shift() : "light";
const [width = 1600, height = 1000] = /^\d+x\d+$/.test(rest[0] ?? "") ? rest.shift().split("x").map(Number) : [];
const chromium = await browser();
try {
  const { page, complaints } = await pageOf(chromium, { scheme, width, height });
  await page.goto(url);
  await page.waitForTimeout(1800);
  for (const act of rest) {
    const [, kind, value] = /^(key|click|double|hover|wait):(.*)$/s.exec(act) ?? [];
    const [x = 0, y = 0] = (value ?? "").split(",").map(Number);
    if (kind === "key") await page.keyboard.press(value);
    else if (kind === "click") await page.mouse.click(x, y);
    else if (kind === "double") await page.mouse.dblclick(x, y);
    else if (kind === "hover") await page.mouse.move(x, y);
    else if (kind !== "wait") console.log(await page.evaluate(act));
    await page.waitForTimeout(kind === "wait" ? x : 700);
  }
  await page.screenshot({ path: file });
  for (const complaint of complaints) console.log(complaint);
} finally {
  await chromium.close();
}
