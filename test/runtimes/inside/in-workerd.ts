/** How the suite starts in workerd: a request runs it, the answer is the outcome. */

import { tests } from "virtual:tests";
import { runFiles } from "./vitest.js";

export default {
  async fetch(): Promise<Response> {
    try {
      return Response.json(await runFiles(tests));
    } catch (error) {
      return new Response(String((error as Error).stack ?? error), { status: 500 });
    }
  },
};
