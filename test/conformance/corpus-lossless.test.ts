import { expect, test } from "vitest";
import {
  decodeHeaderText,
  type Entity,
  findEntity,
  formatEntity,
  parseEntity,
  removePart,
  replacePart,
  setField,
  walkEntity,
} from "../../src/index.js";
import { corpusPaths, describeCorpus, readCorpusBytes } from "../support/corpus.js";
import { changedRange, Lines, type Range, sameBytes } from "../support/difference.js";
import { COPY_EXCEPTIONS } from "./exceptions.js";
import { childId, childrenOf, type Place, placeOf } from "./place.js";

describeCorpus("law 2 over the corpus: nothing is lost", () => {
  test("the corpus is whole", () => {
    expect(corpusPaths).toHaveLength(990);
  });

  test.each(corpusPaths)("%s is written back byte for byte", (path) => {
    const source = readCorpusBytes(path);
    expect(sameBytes(formatEntity(parseEntity(source)), source)).toBe(true);
  });

  test.each(corpusPaths)("%s is made up of its nodes and the gaps between them", (path) => {
    const source = readCorpusBytes(path);
    const root = placeOf(parseEntity(source), source);
    expect(root).toMatchObject({ start: 0, end: source.length });
    expectChildrenInside(root);
  });

  test.each(corpusPaths)("%s has every part under its id", (path) => {
    const root = parseEntity(readCorpusBytes(path));
    const ids = new Set<string>();
    for (const { entity, partId, depth } of walkEntity(root)) {
      expect(findEntity(root, partId)).toBe(entity);
      expect(partId === "" ? 0 : partId.split(".").length).toBe(depth);
      const next = childId(partId, childrenOf(entity).length);
      expect(findEntity(root, next)).toBeUndefined();
      ids.add(partId);
    }
    expect(ids.size).toBe([...walkEntity(root)].length);
  });

  test.each(corpusPaths)("%s stays the same when a part is replaced by itself", (path) => {
    const source = readCorpusBytes(path);
    const root = parseEntity(source);
    for (const { partId } of walkEntity(root)) {
      const part = findEntity(root, partId) as Entity;
      expect(sameBytes(formatEntity(replacePart(root, partId, part)), source)).toBe(true);
    }
  });

  const excepted = new Set(COPY_EXCEPTIONS.map(({ path }) => path));

  test.each(corpusPaths.filter((path) => !excepted.has(path)))(
    "%s stays the same when a part is replaced by a copy",
    (path) => {
      expect(changesByCopies(path)).toEqual([]);
    },
  );

  test.each(COPY_EXCEPTIONS.map(({ path, why }) => [path, why] as const))("%s refuses a copy: %s", (path) => {
    expect(() => changesByCopies(path)).toThrow(expect.objectContaining({ code: "boundary-invalid" }));
  });
});

describeCorpus("law 3 over the corpus: an edit changes only what was edited", () => {
  test.each(corpusPaths)("%s keeps every byte outside a field that is set", (path) => {
    const source = readCorpusBytes(path);
    const root = parseEntity(source);
    const last = [...walkEntity(root)].at(-1)?.partId ?? "";
    for (const partId of new Set(["", last])) {
      const part = findEntity(root, partId) as Entity;
      for (const { name, text } of EDITS) {
        if (countOf(part, name) > 1) continue; // the later ones go too: more than one place changes
        const after = formatEntity(replacePart(root, partId, setField(part, name, text)));
        const again = findEntity(parseEntity(after), partId);
        const field = again?.fields.find((candidate) => isNamed(candidate.name, name));
        expect(decodeHeaderText(field?.value ?? "")).toBe(text);
        expectInsideField(source, changedRange(source, after), countOf(part, name) === 0 ? undefined : name);
      }
    }
  });

  test.each(corpusPaths)("%s keeps every byte outside a part that is removed", (path) => {
    const source = readCorpusBytes(path);
    const root = parseEntity(source);
    for (const { place, partId } of removable(placeOf(root, source))) {
      const after = formatEntity(removePart(root, partId));
      const isAlone = withoutPart(source, place).some((bytes) => sameBytes(bytes, after));
      expect(isAlone ? "removed alone" : `part "${partId}": ${shown(source, after)}`).toBe("removed alone");
    }
  });

  test.each(corpusPaths)("%s keeps its root and the child of a message", (path) => {
    const root = parseEntity(readCorpusBytes(path));
    for (const { entity, partId } of walkEntity(root)) {
      const fixed = entity.kind === "message" ? childId(partId, 0) : "";
      expect(() => removePart(root, fixed)).toThrow(expect.objectContaining({ code: "part-fixed" }));
    }
  });
});

/** Fields that most messages have, and one that none has; addresses and free text, ASCII and not. */
const EDITS = [
  { name: "Subject", text: "Edited" },
  { name: "Subject", text: "Schöne Grüße, 編集しました" },
  { name: "To", text: "Ann Lee <ann@example.com>" },
  { name: "To", text: "Jörg Müller <j@example.com>, ann@example.com" },
  { name: "X-Label", text: "a label" },
  { name: "X-Label", text: "étiquette ".repeat(12).trim() },
];

/** What changes when each part in turn is replaced by a copy that was read apart from its message. */
function changesByCopies(path: string): string[] {
  const source = readCorpusBytes(path);
  const root = parseEntity(source);
  return [...walkEntity(root)].flatMap(({ entity, partId }) => {
    const after = formatEntity(replacePart(root, partId, parseEntity(formatEntity(entity))));
    return sameBytes(after, source) ? [] : [`part "${partId}": ${shown(source, after)}`];
  });
}

function isNamed(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function countOf(entity: Entity, name: string): number {
  return entity.fields.filter((field) => isNamed(field.name, name)).length;
}

function expectChildrenInside(place: Place): void {
  let from = place.start;
  for (const child of place.children) {
    expect(child.start).toBeGreaterThanOrEqual(from);
    expect(child.end).toBeLessThanOrEqual(place.end);
    from = child.end;
    expectChildrenInside(child);
  }
}

/** A field set in place changes nothing outside its own lines; a new one changes nothing that was there. */
function expectInsideField(source: Uint8Array, changed: Range, name: string | undefined): void {
  if (name === undefined || changed.start === changed.end) {
    expect(changed.end - changed.start).toBe(0);
    return;
  }
  const lines = new Lines(source);
  let start = lines.start(changed.start);
  while (start > 0 && lines.startsWithBlank(start)) start = lines.start(start - 1);
  const text = Buffer.from(source.subarray(start, lines.next(changed.end - 1))).toString("latin1");
  expect(text).toMatch(
    new RegExp(`^${name}[ \\t]*:[^\\r\\n]*((\\r\\n?|\\n)[ \\t][^\\r\\n]*)*[\\r\\n]*$`, "i"),
  );
}

/** The first, the middle and the last of the parts that a multipart holds. */
function removable(root: Place): { place: Place; partId: string }[] {
  const found: { place: Place; partId: string }[] = [];
  const visit = (place: Place, partId: string): void => {
    place.children.forEach((child, i) => {
      const id = childId(partId, i);
      if (place.entity.kind === "multipart") found.push({ place: child, partId: id });
      visit(child, id);
    });
  };
  visit(root, "");
  const last = found.length - 1;
  return found.filter((_, i) => i === 0 || i === last >> 1 || i === last);
}

/**
 * A source without a part and its delimiter line: the line break before the delimiter may go, or the one after
 * the part, which belongs to the next delimiter.
 */
function withoutPart(source: Uint8Array, { start, end }: Range): Uint8Array[] {
  const lines = new Lines(source);
  const delimiter = lines.start(start - 1);
  const cut = (from: number, to: number) => Buffer.concat([source.subarray(0, from), source.subarray(to)]);
  return [cut(delimiter, lines.afterBreak(end)), cut(lines.beforeBreak(delimiter), end), cut(delimiter, end)];
}

/** The few bytes around the first difference. */
function shown(before: Uint8Array, after: Uint8Array): string {
  const { start } = changedRange(before, after);
  const around = (bytes: Uint8Array) =>
    JSON.stringify(Buffer.from(bytes.subarray(Math.max(0, start - 40), start + 20)).toString("latin1"));
  return `${around(before)} became ${around(after)} at ${start}`;
}
