import { describe, expect, it } from "vitest";

import { age, growth, millis, rate, seconds, share } from "./numbers";

describe("numbers", () => {
  it("are as short as a sign allows", () => {
    expect([1_500_000, 1340, 96.4, 0.5, 0.01, 0].map((value) => rate(value, "en"))).toEqual(["1.5M rps", "1.3k rps", "96 rps", "0.5 rps", "0.6 rpm", "0 rps"]);
    expect([2100, 410.4, 1.25, null].map((value) => millis(value, "en"))).toEqual(["2.1 s", "410 ms", "1.3 ms", "–"]);
    expect(share(0.018, "en")).toBe("1.8 %");
  });

  it("are written as the reader's country writes them", () => {
    expect(rate(1340, "de")).toBe("1,3k rps");
  });

  it("tell growth with its sign, and none from nothing", () => {
    expect([growth(100, 135, "en"), growth(100, 60, "en"), growth(0, 5, "en")]).toEqual(["+35 %", "−40 %", ""]);
  });

  it("read durations and say them as ages", () => {
    expect([seconds("PT4M12.5S"), seconds("P1DT1H"), seconds(null), seconds("soon")]).toEqual([252.5, 90_000, null, null]);
    expect([age(30, "en"), age(252, "en")]).toEqual(["30 sec", "4 min"]);
  });
});
