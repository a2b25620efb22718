import { expect, it } from "vitest";

import { onMap, problem } from "./open.mjs";

onMap("sessions", ["--services", "8", "--still"], (open) => {
  const opened = async (page) => {
    await page.getByRole("button", { name: "Sessions" }).click();
    await page.locator(".sessions li").first().waitFor();
    return page.locator(".sessions li");
  };

  it("are listed, and one that is not this browser's can be ended", async () => {
    const { page, complaints } = await open();
    const rows = await opened(page);
    expect(await rows.count()).toBe(3);
    expect(await rows.nth(0).innerText()).toMatch(/ada admin\s*this browser\s*Chrome · 192\.0\.2\.7 · since/);
    expect(await rows.nth(1).innerText()).toContain("Firefox · 192.0.2.8");
    expect(await rows.nth(0).getByRole("button").count()).toBe(0);
    await page.getByRole("button", { name: "End the session of grace" }).click();
    await expect.poll(() => rows.count()).toBe(2);
    expect(complaints).toEqual([]);
  });

  it("close on Escape and on a click elsewhere, and the map keeps what was chosen", async () => {
    const { page } = await open("/?service=order");
    await opened(page);
    await page.keyboard.press("Escape");
    await page.locator(".sessions").waitFor({ state: "detached" });
    expect(page.url()).toContain("service=order");
    await opened(page);
    await page.locator(".tagline").click();
    await page.locator(".sessions").waitFor({ state: "detached" });
  });

  it("say why they are not there", async () => {
    const { page } = await open();
    await page.route("**/api/v1/sessions*", problem(503, "The database is away."));
    await page.getByRole("button", { name: "Sessions" }).click();
    await page.locator(".sessions [role=alert]").waitFor();
    expect(await page.locator(".sessions [role=alert]").innerText()).toBe("The database is away.");
  });

  it("end here by signing out, which is a POST of the console's own", async () => {
    const { page } = await open();
    await opened(page);
    const [request] = await Promise.all([page.waitForRequest("**/logout"), page.waitForNavigation(), page.getByRole("button", { name: "Sign out" }).click()]);
    expect(request.method()).toBe("POST");
    expect(request.headers()["x-polis-console"]).toBe("1");
    expect(new URL(page.url()).pathname).toBe("/");
  });
});
