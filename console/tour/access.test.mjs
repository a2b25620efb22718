import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { expect, it } from "vitest";

import { onMap, problem } from "./open.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Its experimental rule that names must hold the visible text runs the lines of an SVG together as one word. */
const RULES = { "label-content-name-mismatch": { enabled: false } };

/** What axe finds of WCAG 2.2 A and AA and of its own best practices, as lines that say where. */
async function violations(page) {
  await page.evaluate(AXE);
  const { violations: found } = await page.evaluate((rules) => window.axe.run(document, { rules, runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }), RULES);
  return found.filter((each) => each.impact !== "minor").flatMap((each) => each.nodes.slice(0, 4).map((node) => `${each.id} (${each.impact}): ${node.target} ${node.any[0]?.message ?? node.failureSummary}`));
}

/** Text on the map that is less than 4.5:1 against what it stands on: axe does not look into SVG. */
const PALE = `(() => {
  const probe = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgb = (colour) => { probe.clearRect(0, 0, 1, 1); probe.fillStyle = "#fff"; probe.fillStyle = colour; probe.fillRect(0, 0, 1, 1); return [...probe.getImageData(0, 0, 1, 1).data]; };
  const light = ([r, g, b]) => [r, g, b].map((c) => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
  const bands = [...document.querySelectorAll(".district")].map((each) => getComputedStyle(each).fill);
  const paper = getComputedStyle(document.body).backgroundColor;
  return [...document.querySelectorAll(".front text, .timeline text")].filter((text) => text.textContent).flatMap((text) => {
    const backdrop = text.closest(".badge, .edge-label")?.querySelector("rect") ?? text.closest(".node")?.querySelector(".wall");
    const under = backdrop ? [getComputedStyle(backdrop).fill] : text.closest(".timeline") ? [getComputedStyle(document.querySelector(".footer")).backgroundColor] : [...bands, paper];
    const worst = Math.min(...under.map((colour) => ratio(rgb(getComputedStyle(text).fill), rgb(colour))));
    return worst < 4.5 ? [text.getAttribute("class") + " " + text.textContent + ": " + worst.toFixed(2)] : [];
  });
})()`;

const VIEWS = [
  ["the map", "/"],
  ["the table", "/?view=table"],
  ["a service on a cycle", "/?service=order"],
  ["a change that is tried", "/?service=order&try=cut:inventory>order"],
  ["two times compared", `/?against=${new Date(Date.now() - 6 * 3_600_000).toISOString().slice(0, 16)}Z`],
];

onMap("for everybody", ["--services", "20", "--still"], (open) => {
  for (const scheme of ["light", "dark"]) {
    it.each(VIEWS)(`%s has no violation in ${scheme}`, async (_, address) => {
      const { page, complaints } = await open(address, { scheme });
      await page.locator(address.includes("table") ? "#table" : "[data-service=order]").first().waitFor();
      await page.locator(".chart svg").waitFor();
      if (address.includes("try")) await page.locator(".tried b").waitFor();
      if (address.includes("against")) await page.locator(".compared h3").first().waitFor();
      expect(await violations(page)).toEqual([]);
      for (const node of await page.locator("[data-service]").all()) expect(await node.getAttribute("aria-label")).toMatch(new RegExp(`^${await node.getAttribute("data-service")} `));
      expect(await page.evaluate(PALE)).toEqual([]);
      expect(complaints).toEqual([]);
    });

    it(`the sessions have none in ${scheme}`, async () => {
      const { page } = await open("/", { scheme });
      await page.getByRole("button", { name: "Sessions" }).click();
      await page.locator(".sessions li").first().waitFor();
      expect(await violations(page)).toEqual([]);
    });

    it(`a notice and a page without a map have none in ${scheme}`, async () => {
      const { page } = await open("/", { scheme, answers: { "map/api/v1/**": problem(503, "The map does not answer.") } });
      await page.locator("main [role=alert]").waitFor();
      expect(await violations(page)).toEqual([]);
      await page.unroute("**/bff/map/api/v1/**");
      await page.locator("[data-service=order]").waitFor();
      await page.route("**/bff/map/api/v1/**", problem(503, "The map does not answer."));
      await page.locator(".notice").waitFor();
      expect(await violations(page)).toEqual([]);
    });
  }

  it("Tab goes from the search over the views and the map to the panel and the time, and is seen everywhere", async () => {
    const { page } = await open("/?service=order");
    await page.locator(".cyclebox").waitFor();
    const stops = [];
    for (let n = 0; n < 60; n++) {
      await page.keyboard.press("Tab");
      const stop = await page.evaluate(() => {
        const at = document.activeElement;
        if (!at || at === document.body) return null;
        const style = getComputedStyle(at);
        const wall = at.querySelector(".wall");
        const seen = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || (wall && parseFloat(getComputedStyle(wall).strokeWidth) >= 2);
        const area = ["skip", "find", "rail", "plan", "panel", "footer"].find((name) => at.closest("." + name)) ?? "header";
        return { area, name: at.getAttribute("aria-label") ?? at.textContent, seen };
      });
      if (!stop) break;
      stops.push(stop);
    }
    expect(stops.filter((stop) => !stop.seen)).toEqual([]);
    expect(stops.map((stop) => stop.area).filter((area, index, all) => area !== all[index - 1])).toEqual(["skip", "find", "header", "rail", "plan", "panel", "footer"]);
    expect(stops.filter((stop) => stop.area === "plan")[0]?.name).toContain("order");
  });

  it("arrows walk along edges, Enter shows the surroundings, Escape undoes step by step", async () => {
    const { page } = await open("/?service=order");
    await page.locator("[data-service=order]").focus();
    await page.keyboard.press("ArrowRight");
    await page.waitForURL("**service=inventory**");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("data-service"))).toBe("inventory");
    await page.keyboard.press("ArrowDown");
    await page.waitForURL("**service=catalog**");
    await page.keyboard.press("Enter");
    await page.waitForURL("**hops=1**");
    await page.locator("[data-service=payment]").waitFor({ state: "detached" });
    await page.keyboard.press("Escape");
    await page.waitForURL((url) => !url.search.includes("hops"));
    await page.keyboard.press("Escape");
    await page.waitForURL((url) => !url.search.includes("service"));
  });
});
