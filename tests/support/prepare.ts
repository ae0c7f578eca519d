import buildOnce from "./build-once.ts";
import { demoCampus } from "./demo-campus.ts";

/** What flows and browser tests start from, made once before both run side by side. */
buildOnce();
await demoCampus();
