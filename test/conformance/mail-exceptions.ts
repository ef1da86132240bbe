/** Messages of the corpus that laws 4 and 6 do not hold for in full, each with the reason. */

import type { LawException } from "./exceptions.js";

/** A mail that does not say the same once it was built again; fewer than fifteen in all. */
export const LAW_4_EXCEPTIONS: readonly LawException[] = [];

/** A mail that its payload tells otherwise; fewer than fifteen in all. */
export const LAW_6_EXCEPTIONS: readonly LawException[] = [];
