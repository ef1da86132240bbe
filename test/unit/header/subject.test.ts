import { expect, test } from "vitest";
import {
  baseSubject,
  forwardSubject,
  isForwardSubject,
  isReplySubject,
  replySubject,
} from "../../../src/header/subject.js";

test.each([
  ["Re: plan", "plan"],
  ["RE: plan", "plan"],
  ["re:plan", "plan"],
  ["  Re: plan", "plan"],
  ["RE : plan", "plan"],
  ["RE\u00a0: plan", "plan"],
  ["Re[2]: plan", "plan"],
  ["RE[4]: plan", "plan"],
  ["Re (3): plan", "plan"],
  ["Re^2: plan", "plan"],
  ["AW: Plan", "Plan"],
  ["SV: plan", "plan"],
  ["Antw: plan", "plan"],
  ["Odp: plan", "plan"],
  ["VS: plan", "plan"],
  ["YNT: plan", "plan"],
  ["RES: plan", "plan"],
  ["回复: 计划", "计划"],
  ["回复：计划", "计划"],
  ["返信: 計画", "計画"],
  ["Ответ: план", "план"],
  ["Re:", ""],
])("reply: %s", (subject, base) => {
  expect(isReplySubject(subject)).toBe(true);
  expect(isForwardSubject(subject)).toBe(false);
  expect(replySubject(subject)).toBe(subject);
  expect(baseSubject(subject)).toBe(base);
  expect(baseSubject(forwardSubject(subject))).toBe(base);
});

test.each([
  ["Fwd: plan", "plan"],
  ["FW: plan", "plan"],
  ["Fw : plan", "plan"],
  ["FWD[2]: plan", "plan"],
  ["WG: Plan", "Plan"],
  ["TR: plan", "plan"],
  ["TR : plan", "plan"],
  ["RV: plan", "plan"],
  ["İLT: plan", "plan"],
  ["PD: plan", "plan"],
  ["转发: 计划", "计划"],
  ["轉寄：計畫", "計畫"],
])("forward: %s", (subject, base) => {
  expect(isForwardSubject(subject)).toBe(true);
  expect(isReplySubject(subject)).toBe(false);
  expect(forwardSubject(subject)).toBe(subject);
  expect(baseSubject(subject)).toBe(base);
  expect(baseSubject(replySubject(subject))).toBe(base);
});

test.each([
  "plan",
  "Report: numbers",
  "R: how to plot",
  "Re plan",
  "Re",
  "Re[x]: plan",
  "Re[2: plan",
  "Re[]: plan",
  "Reply: plan",
  "Fwdx: plan",
  "[list] Re: plan",
  ": plan",
  "constructor: plan",
])("neither: %s", (subject) => {
  expect(isReplySubject(subject)).toBe(false);
  expect(isForwardSubject(subject)).toBe(false);
  expect(replySubject(subject)).toBe(`Re: ${subject}`);
  expect(forwardSubject(subject)).toBe(`Fwd: ${subject}`);
  expect(baseSubject(subject)).toBe(subject);
});

test("an empty subject", () => {
  expect(replySubject("")).toBe("Re:");
  expect(forwardSubject("")).toBe("Fwd:");
  expect(baseSubject("")).toBe("");
});

test("baseSubject takes off every prefix and folds blanks", () => {
  expect(baseSubject("Re: AW:Fwd: RE[2]: 回复：  the \t great\r\n plan ")).toBe("the great plan");
  expect(baseSubject("Re: Re")).toBe("Re");
});

test.each(["Re: ", " ", "Re", "Re[", "Re[2", ":", "\u3000"])(
  "a megabyte of it does not hang: %j",
  (piece) => {
    const text = piece.repeat(1_000_000 / piece.length);
    baseSubject(text);
    baseSubject(`x${text}x`);
    replySubject(text);
    forwardSubject(text);
  },
);
