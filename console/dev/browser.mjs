// The system's own Chromium, headless, drawing WebGL in software: for pictures, measurements and the tour.
import { existsSync } from "node:fs";

import { chromium } from "playwright-core";

const FLAGS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export const executable = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium"].find((path) => path && existsSync(path));

export const browser = () => chromium.launch({ executablePath: executable, args: FLAGS });

/** A page in a context of its own, and what the browser complained of: errors of scripts, refusals of the content security policy. */
export async function pageOf(launched, { scheme = "light", locale = "en", width = 1600, height = 1000 } = {}) {
  const context = await launched.newContext({ colorScheme: scheme, locale, viewport: { width, height } });
  const page = await context.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => message.type() === "error" && !message.text().startsWith("Failed to load resource") && complaints.push(message.text()));
  return { page, complaints };
}
