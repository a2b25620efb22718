import { describe, expect, it, vi } from "vitest";

import { parse, queryOf, stretchOf, written } from "./address";
import type { Address } from "./address";

vi.stubGlobal("location", { pathname: "/" });

describe("the address", () => {
  const address: Address = {
    service: "order", hops: 2, minutes: 15, until: Date.parse("2026-11-20T09:30:00Z"), against: Date.parse("2026-11-20T08:30:00Z"), view: "table",
    trial: [{ op: "cut", from: "a", to: "b" }, { op: "invert", from: "inventory", to: "order", topic: "order.changed" }, { op: "extract", from: "a", to: "b", service: "a-b" },
      { op: "cut", from: "jobs", to: "mill", kind: "async" }, { op: "addService", name: "mill-reader" }, { op: "connect", from: "jobs", to: "mill-reader", kind: "async", rate: 0.5 }],
  };

  it("holds everything that is shown, so that a link shows the same", () => {
    expect(parse(queryOf(address))).toEqual(address);
  });

  it("is empty for the live map", () => {
    expect(queryOf(parse(""))).toBe("/");
  });

  it("takes what it cannot read for the usual", () => {
    expect(parse("?hops=7&minutes=-3&until=yesterday&view=globe&try=explode:a>b&try=invert:a>b")).toEqual(parse(""));
  });

  it("writes what is tried so that one can read it", () => {
    expect(address.trial.map(written)).toEqual(["cut:a>b", "invert:inventory>order:order.changed", "extract:a>b:a-b",
      "cut:jobs>mill:async", "addService:mill-reader", "connect:jobs>mill-reader:async:0.5"]);
  });

  it("means a stretch that ends now, or then", () => {
    expect(stretchOf(parse(""), 7_200_000)).toEqual({ from: 3_600_000, to: 7_200_000, usual: true });
    expect(stretchOf(address, 0)).toMatchObject({ to: address.until, usual: false });
  });
});
