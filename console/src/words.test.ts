import { describe, expect, it } from "vitest";

import type { Cycle, Operation } from "./api";
import { languages } from "./words";

const channel: Operation[] = [
  { op: "cut", from: "jobs", to: "mill", kind: "async" },
  { op: "addService", name: "mill-reader" },
  { op: "connect", from: "jobs", to: "mill-reader", kind: "async", rate: 0.5 },
];

const cycle: Cycle = {
  id: "1", members: ["inventory", "order"], shortest: ["inventory", "order"],
  advice: [{
    cut: { from: "inventory", to: "order" }, explanation: "inventory and order need each other.",
    proposals: [
      { kind: "invert", title: "Invert through a topic", text: "Let order publish …", operations: [{ op: "invert", from: "inventory", to: "order", topic: "order.changed" }] },
      { kind: "extract", title: "Extract", text: "Let mill learn …", operations: channel },
    ],
  }],
};

describe("findings", () => {
  const kinds = ["declared-not-observed", "observed-not-declared", "undescribed-service"];

  it("are the map's own in English, and all told in Chinese", () => {
    for (const type of kinds) {
      for (const via of [null, "order.placed"]) {
        const finding = { type, from: "order", to: "shipping", via, message: "shipping reads what order sends" };
        expect(languages.en.finding(finding)).toBe(finding.message);
        const text = languages.zh.finding(finding);
        expect(text).toContain("order");
        expect(text.replace(/order(\.placed)?|shipping|dependsOn/g, "")).not.toMatch(/[a-z]/i);
      }
    }
  });

  it("stand in districts, of which one is of those that nobody has assigned", () => {
    expect(["unassigned", "", "Ordering"].map(languages.zh.districtName)).toEqual(["未归属", "其他", "Ordering"]);
    expect(languages.en.districtName("unassigned")).toBe("unassigned");
  });
});

describe("advice on a cycle", () => {
  const advice = cycle.advice[0]!;

  it("is the map's own in English", () => {
    expect(languages.en.advice(cycle, advice)).toBe(advice.explanation);
  });

  it("names members, cut and topic in Chinese", () => {
    const text = languages.zh.advice(cycle, advice);
    for (const name of ["inventory", "order", "order.changed"]) expect(text).toContain(name);
    expect(text.replace(/inventory|order|\.changed/g, "")).not.toMatch(/[a-z]/i);
  });

  it("tells a change around a broker in both languages", () => {
    expect(channel.map(languages.en.operation)).toEqual(["jobs no longer calls mill", "a new service, mill-reader", "jobs → mill-reader, new"]);
    expect(languages.zh.proposal(advice.proposals![1]!).text).toContain("mill-reader");
  });
});
