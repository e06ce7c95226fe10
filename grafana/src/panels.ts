// The few kinds of panels that the dashboards use; all types are Grafana's own.
import type { Panel } from "@grafana/schema";

/** Where the dashboards' data come from: provisioning/datasources/graphite.yaml. */
export const GRAPHITE = { type: "graphite", uid: "graphite" };

/** A panel without its place. */
export type Content = Omit<Panel, "gridPos" | "id"> & { width: number; height: number };

/** What a panel shows, in a few words, and how. */
interface Question {
  title: string;
  /** One sentence for whoever wonders. */
  description: string;
  /** Graphite targets; $instance and $product stand for what is chosen above. */
  targets: string[];
  /** Grafana's name of the unit. */
  unit: string;
  max?: number;
  decimals?: number;
}

const REFERENCES = "ABCDEFGH";

function common(question: Question): Pick<Panel, "title" | "description" | "datasource" | "targets"> {
  return {
    title: question.title,
    description: question.description,
    datasource: GRAPHITE,
    targets: question.targets.map((target, i) => ({
      refId: REFERENCES.charAt(i),
      datasource: GRAPHITE,
      target,
      textEditor: true,
    })),
  };
}

function defaults(question: Question) {
  return {
    unit: question.unit,
    min: 0,
    ...(question.max === undefined ? {} : { max: question.max }),
    ...(question.decimals === undefined ? {} : { decimals: question.decimals }),
  };
}

/** Lines over time. */
export function lines(question: Question): Content {
  return {
    ...common(question),
    type: "timeseries",
    fieldConfig: { defaults: { ...defaults(question), custom: { lineWidth: 1, fillOpacity: 8, spanNulls: true } }, overrides: [] },
    options: { legend: { displayMode: "list", placement: "bottom", showLegend: true }, tooltip: { mode: "multi", sort: "desc" } },
    width: 8,
    height: 8,
  };
}

/** One number for each series: the newest. */
export function number(question: Question): Content {
  return {
    ...common(question),
    type: "stat",
    fieldConfig: { defaults: defaults(question), overrides: [] },
    options: {
      reduceOptions: { values: false, calcs: ["lastNotNull"], fields: "" },
      colorMode: "none",
      graphMode: "none",
      textMode: "value_and_name",
    },
    width: 4,
    height: 4,
  };
}

/** One bar for each series: the newest value, or the sum over the time shown. */
export function bars(question: Question, calculation: "lastNotNull" | "sum"): Content {
  return {
    ...common(question),
    type: "bargauge",
    fieldConfig: { defaults: defaults(question), overrides: [] },
    options: {
      reduceOptions: { values: false, calcs: [calculation], fields: "" },
      orientation: "horizontal",
      displayMode: "basic",
      showUnfilled: true,
    },
    width: 12,
    height: 14,
  };
}

/** Puts panels side by side, as many as fit into a row. */
export function placed(contents: Content[]): Panel[] {
  const all = 24;
  let x = 0;
  let y = 0;
  let tallest = 0;
  return contents.map(({ width, height, ...panel }, i) => {
    if (x + width > all) {
      x = 0;
      y += tallest;
      tallest = 0;
    }
    const gridPos = { x, y, w: width, h: height };
    x += width;
    tallest = Math.max(tallest, height);
    return { id: i + 1, ...panel, gridPos };
  });
}
