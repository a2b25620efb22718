import { expect, it } from "vitest";

import { onMap, problem } from "./open.mjs";

onMap("without a picture", ["--services", "8", "--still"], (open) => {
  const away = (status, detail) => ({ "map/api/v1/**": problem(status, detail) });

  it.each([
    [401, "Your session has ended", "./polis login"],
    [403, "Your role may not read the map", "./polis token create --role viewer"],
    [503, "The map does not answer", "./polis logs map"],
  ])("a %i says what it is and what to do", async (status, title, command) => {
    const { page } = await open("/", { answers: away(status, "Said by the gateway.") });
    const alert = page.locator("main [role=alert]");
    await alert.waitFor();
    const text = await alert.innerText();
    expect(text).toContain(title);
    expect(text).toContain(command);
    expect(text).toContain("Said by the gateway.");
  });

  it("the page says that it is on its way, and then draws it", async () => {
    let answer = () => {};
    const held = new Promise((resolve) => (answer = resolve));
    const { page } = await open("/", { answers: { "map/api/v1/map*": async (route) => { await held; await route.continue(); } } });
    await page.locator(".loading[role=status]").waitFor();
    expect(await page.locator("main").getAttribute("aria-busy")).toBe("true");
    answer();
    await page.locator("[data-service=storefront]").waitFor();
    expect(await page.locator(".loading").count()).toBe(0);
  });

  it("it draws the map as soon as the map answers again", async () => {
    const { page } = await open("/", { answers: away(503, "") });
    await page.locator("main [role=alert]").waitFor();
    await page.unroute("**/bff/map/api/v1/**");
    await page.locator("[data-service=storefront]").waitFor();
  });
});

onMap("with a picture", ["--services", "8", "--still"], (open) => {
  it("the last one stays when the map goes away, with its age", async () => {
    const { page } = await open();
    await page.locator("[data-service=storefront]").waitFor();
    await page.route("**/bff/map/api/v1/**", problem(503, "The map does not answer."));
    await page.locator(".notice.bad[role=alert]").waitFor();
    expect(await page.locator(".notice").innerText()).toMatch(/No answer for \d+ sec/);
    expect(await page.locator("[data-service]").count()).toBe(10);
  });

  it.each([
    ["versionset", "the revision and its flags are the last known"],
    ["scheduler", "what is moving may stand still"],
  ])("%s that is away is named, with what that means", async (peer, meaning) => {
    const { page } = await open("/", { answers: { [`${peer}/**`]: problem(503, "Away.") } });
    const notice = page.locator(".notice[role=status]");
    await notice.waitFor();
    expect(await notice.innerText()).toContain(meaning);
    expect(await notice.innerText()).toContain("./polis status");
    expect(await page.locator("[data-service]").count()).toBe(10);
  });

  it("a history that nobody can tell is no empty one", async () => {
    const { page } = await open("/?service=order", { answers: { "registry/**": problem(503, "Away.") } });
    await page.getByText("The registry does not answer; no history now.").waitFor();
  });
});

onMap("with old answers of the registry", ["--services", "8", "--still", "--stale"], (open) => {
  it("it says how old they are, and on the panel that they are", async () => {
    const { page } = await open("/?service=order");
    const notice = page.locator(".notice[role=status]");
    await notice.waitFor();
    expect(await notice.innerText()).toContain("The registry does not answer: tiers, owners and states are those of 4 min ago.");
  });
});

onMap("an empty map", ["--services", "8", "--still", "--empty"], (open) => {
  it("teaches how to fill it", async () => {
    const { page } = await open();
    await page.locator(".empty pre").waitFor();
    expect(await page.locator(".empty pre").innerText()).toContain("management.tracing.export.zipkin.endpoint=");
    expect(await page.locator(".panel").count()).toBe(0);
  });

  it("in the past leads back to now", async () => {
    const { page } = await open("/?until=2026-01-01T10:00Z");
    await page.locator(".empty .act").click();
    await page.waitForURL((url) => !url.search.includes("until"));
  });
});
