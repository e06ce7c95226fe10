// What all dashboards have in common.
import { type Dashboard, type Panel, VariableRefresh, VariableSort, type VariableModel, DashboardCursorSync } from "@grafana/schema";
import { GRAPHITE } from "./panels.js";

/** Everything that pushes: one name for each instance of the service. */
export const INSTANCE: VariableModel = variable("instance", "Instance", "bank-rs*", "bank-rs*");

/** The 24 products. */
export const PRODUCT: VariableModel = variable("product", "Product", "bank-rs*.target.*", "*");

function variable(name: string, label: string, query: string, allValue: string): VariableModel {
  return {
    type: "query",
    name,
    label,
    datasource: GRAPHITE,
    query,
    refresh: VariableRefresh.onTimeRangeChanged,
    sort: VariableSort.alphabeticalAsc,
    multi: true,
    includeAll: true,
    allValue,
    current: { selected: true, text: "All", value: "$__all" },
  };
}

/** Lines at events that the service and the training job post to Graphite. */
function events(name: string, tag: string, iconColor: string) {
  return {
    name,
    datasource: GRAPHITE,
    enable: true,
    iconColor,
    target: { refId: tag, fromAnnotations: true, tags: ["bank-rs", tag] },
  };
}

/** A dashboard of its own fixed uid. */
export function dashboard(uid: string, title: string, description: string, variables: VariableModel[], panels: Panel[]): Dashboard {
  return {
    uid,
    title,
    description,
    tags: ["bank-rs"],
    schemaVersion: 41,
    version: 1,
    editable: false,
    timezone: "browser",
    graphTooltip: DashboardCursorSync.Crosshair,
    time: { from: "now-1h", to: "now" },
    refresh: "10s",
    templating: { list: variables },
    annotations: {
      list: [events("Promotions", "promotion", "purple"), events("Refusals", "refusal", "orange"), events("Reloads", "reload", "blue")],
    },
    panels,
  };
}
