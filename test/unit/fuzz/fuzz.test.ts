/** The fuzzer itself: it is reproducible, it finds a fault that is planted, and it says what is left of the input. */

import { expect, test } from "vitest";
import { Cost } from "../../fuzz/cost.js";
import { LAWS, type Law } from "../../fuzz/laws.js";
import { makeTrial } from "../../fuzz/make.js";
import { readOwnMessages } from "../../fuzz/messages.js";
import { minimise } from "../../fuzz/minimise.js";
import { fuzz } from "../../fuzz/run.js";
import { formatInput, fromJson, type Json, type Kind, parseInput, toJson } from "../../fuzz/trial.js";
import { latin1, text } from "../../support/bytes.js";

const messages = readOwnMessages();
const kinds: readonly Kind[] = ["message", "flood", "value", "mail", "payload", "http"];
const task = { seed: 7, messages, first: 0, runs: 400, milliseconds: Number.POSITIVE_INFINITY };

test("a run makes the same input again, other runs and seeds make others", () => {
  const inputs = Array.from({ length: 200 }, (_, run) => makeTrial(7, run, messages, kinds));
  expect(Array.from({ length: 200 }, (_, run) => makeTrial(7, run, messages, kinds))).toEqual(inputs);
  const shown = new Set(inputs.map(({ input }) => text(formatInput(input))));
  expect(shown.size).toBeGreaterThan(180);
  expect(new Set(inputs.map(({ kind }) => kind))).toEqual(new Set(kinds));
  const others = Array.from({ length: 200 }, (_, run) =>
    text(formatInput(makeTrial(8, run, messages, kinds).input)),
  );
  expect(others.filter((one) => shown.has(one)).length).toBeLessThan(10);
});

test("an input is read from its file as it was", () => {
  for (let run = 0; run < 100; run++) {
    const { kind, input } = makeTrial(1, run, messages, kinds);
    expect(parseInput(kind, formatInput(input))).toEqual(input);
  }
});

test("dates, bytes and the key __proto__ stand in JSON and come back, frozen", () => {
  const value = { a: new Date(5), b: Uint8Array.of(0, 255), c: [null, "x"], ["__proto__"]: 1, d: undefined };
  const json = JSON.parse(JSON.stringify(toJson({ ...value }))) as Json;
  const back = fromJson(json) as typeof value;
  expect(back).toEqual({ a: new Date(5), b: Uint8Array.of(0, 255), c: [null, "x"], ["__proto__"]: 1 });
  expect(Object.isFrozen(back) && Object.isFrozen(back.c)).toBe(true);
});

test("a fault in a message is found once, and made as small as it can be", () => {
  const planted: Law = {
    name: "planted",
    kind: "message",
    check: ({ input }) => {
      if (/^Content-Type:.*\n[\s\S]*=\?utf/m.test(text(input as Uint8Array))) throw new RangeError("planted");
    },
  };
  const { findings, met } = fuzz({ ...task, laws: [planted] });
  expect(findings.map(({ law, reason }) => [law, reason])).toEqual([["planted", "planted"]]);
  expect(text(findings[0]?.trial.input as Uint8Array)).toBe("Content-Type:\n=?utf");
  expect([...met.values()]).toEqual([expect.any(Number)]);
});

test("a fault in a value of JSON is found, and all of the value goes that is not needed for it", () => {
  const planted: Law = {
    name: "planted",
    kind: "payload",
    check: ({ input }) => {
      if (JSON.stringify(input).includes("charset")) throw new Error("planted");
    },
  };
  const { findings } = fuzz({ ...task, laws: [planted] });
  expect(JSON.stringify(findings[0]?.trial.input).length).toBeLessThan("charset".length + 60);
});

test("what is slow out of proportion is found, what is not is none", () => {
  const cost = new Cost(messages[0] as string);
  const spin = (milliseconds: number) => {
    const start = process.cpuUsage(); // not of the clock: other programs may have the processor
    while (process.cpuUsage(start).user < milliseconds * 1000);
  };
  expect(() => cost.expectLinear("planted", 100, () => spin(400))).toThrow(
    /^planted took \d+ ms for 100 bytes/,
  );
  expect(() => cost.expectLinear("planted", 10_000_000, () => spin(400))).not.toThrow();
  let times = 0;
  expect(() => cost.expectLinear("slow once", 100, () => times++ === 0 && spin(400))).not.toThrow();
});

test("who writes to an argument is found", () => {
  const planted: Law = {
    name: "planted",
    kind: "mail",
    check: ({ input }) => {
      (fromJson({ given: input as Json }) as { given: unknown }).given = "x";
    },
  };
  const { findings } = fuzz({ ...task, runs: 5, laws: [planted] });
  expect(findings[0]?.reason).toMatch(/read only/);
});

test("what is left of a long input is what breaks the law", () => {
  const breaks = (input: unknown) => text(input as Uint8Array).includes("needle");
  expect(
    text(minimise(latin1(`${"hay\r\n".repeat(200)}needle${"\nhay".repeat(200)}`), breaks) as Uint8Array),
  ).toBe("needle");
});

test("every law has a name of its own, and every kind of input a law", () => {
  expect(new Set(LAWS.map(({ name }) => name)).size).toBe(LAWS.length);
  expect(new Set(LAWS.map(({ kind }) => kind))).toEqual(new Set(kinds));
});
