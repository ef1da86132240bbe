/** Time zones as a date writes them: by name, or as hours and minutes. */

/**
 * Minutes east of UTC of the zone names that mean one place (RFC 5322 §4.3, and what is common besides).
 * A name that is not here, IST and the military letters with them, tells nothing: UTC.
 */
const ZONES: ReadonlyMap<string, number> = new Map([
  ...zones(0, "ut utc gmt z wet"),
  ...zones(60, "cet met mez bst west wat"),
  ...zones(120, "cest mest mesz eet cat sast"),
  ...zones(180, "eest msk eat trt"),
  ...zones(240, "msd"),
  ...zones(300, "pkt"),
  ...zones(420, "wib"),
  ...zones(480, "awst hkt sgt pht"),
  ...zones(540, "jst kst"),
  ...zones(570, "acst"),
  ...zones(600, "aest"),
  ...zones(630, "acdt"),
  ...zones(660, "aedt"),
  ...zones(720, "nzst"),
  ...zones(780, "nzdt"),
  ...zones(-180, "brt art"),
  ...zones(-240, "edt"),
  ...zones(-300, "est cdt"),
  ...zones(-360, "cst mdt"),
  ...zones(-420, "mst pdt"),
  ...zones(-480, "pst akdt"),
  ...zones(-540, "akst"),
  ...zones(-600, "hst"),
]);

function zones(offset: number, names: string): [string, number][] {
  return names.split(" ").map((name) => [name, offset]);
}

/** Minutes east of UTC of a zone named in lower case; `undefined` for a name that tells nothing. */
export function zoneOffset(name: string): number | undefined {
  return ZONES.get(name);
}

/** The minutes of a numeric zone without its sign; -1 when its hours or minutes are none. */
export function zoneMinutes(hours: number, minutes: number): number {
  return hours >= 0 && minutes >= 0 && minutes < 60 ? hours * 60 + minutes : -1;
}
