import { afterAll, beforeAll, describe } from "vitest";

import { browser, executable, pageOf } from "../dev/browser.mjs";
import { stage } from "../dev/stage.mjs";

/** A block of tests in one browser against one map; skipped, by name, where there is no Chromium. */
export function onMap(title, options, tests) {
  describe.skipIf(!executable)(title, () => {
    const here = {};
    const contexts = [];
    beforeAll(async () => {
      [here.chromium, here.map] = await Promise.all([browser(), stage(...options)]);
    });
    afterAll(async () => {
      await Promise.all([here.chromium?.close(), here.map?.close()]);
    });
    /** The page at an address of it; `answers` are told instead of the map's own. */
    const open = async (address = "/", { answers = {}, ...looks } = {}) => {
      await Promise.all(contexts.splice(0).map((context) => context.close()));
      const { page, complaints } = await pageOf(here.chromium, looks);
      contexts.push(page.context());
      for (const [path, answer] of Object.entries(answers)) await page.route(`**/bff/${path}`, answer);
      await page.goto(new URL(address, here.map.url).href);
      return { page, complaints };
    };
    tests(open);
  });
}

export const problem = (status, detail) => (route) => route.fulfill({ status, contentType: "application/problem+json", body: JSON.stringify({ status, detail }) });
