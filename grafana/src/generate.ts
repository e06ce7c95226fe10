// Writes dashboards/*.json; with --check says which are not up to date instead.
import { readFileSync, writeFileSync } from "node:fs";
import { SERVICE } from "./service.js";
import { RECOMMENDATIONS } from "./recommendations.js";
import { MODEL } from "./model.js";

const folder = new URL("../dashboards/", import.meta.url);
const dashboards = { service: SERVICE, recommendations: RECOMMENDATIONS, model: MODEL };
let stale = false;
for (const [name, dashboard] of Object.entries(dashboards)) {
  const file = new URL(`${name}.json`, folder);
  const json = `${JSON.stringify(dashboard, null, 2)}\n`;
  if (!process.argv.includes("--check")) {
    writeFileSync(file, json);
  } else if (readFileSync(file, "utf-8") !== json) {
    console.error(`grafana/dashboards/${name}.json is not what src makes: run make dashboards`);
    stale = true;
  }
}
process.exitCode = stale ? 1 : 0;
