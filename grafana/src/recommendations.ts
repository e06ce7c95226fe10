// What does the service recommend?
import { dashboard, INSTANCE, PRODUCT } from "./dashboard.js";
import { bars, lines, placed } from "./panels.js";

export const RECOMMENDATIONS = dashboard("bank-rs-recommendations", "Bank RS / Recommendations", "Which products, how often, how sure", [INSTANCE, PRODUCT], placed([
  bars({
    title: "Recommendations by product", description: "Scored rows in the time shown for which each product is recommended.", unit: "short",
    targets: ["aliasSub(consolidateBy(groupByNode(nonNegativeDerivative($instance.target.$product.count), 2, 'sum'), 'sum'), '.*[(]([^,]*),.*', '\\1')"],
  }, "sum"),
  bars({
    title: "Mean probability by product", description: "Of the newest rows, among the customers without the product.", unit: "percentunit",
    targets: ["aliasByNode($instance.mean_score.$product, 2)"],
  }, "lastNotNull"),
  lines({
    title: "Recommendations over time", description: "A second, by product.", unit: "short",
    targets: ["groupByNode(perSecond($instance.target.$product.count), 2, 'sum')"],
  }),
  lines({
    title: "Share of rows by product", description: "Of all scored rows: comparable whatever the load.", unit: "percent",
    targets: ["asPercent(groupByNode(perSecond($instance.target.$product.count), 2, 'sum'), sumSeries(perSecond($instance.scored.count)))"],
  }),
  lines({
    title: "Mean probability over time", description: "Of the newest rows, among the customers without the product.", unit: "percentunit",
    targets: ["aliasByNode($instance.mean_score.$product, 2)"],
  }),
  lines({
    title: "Customers with none", description: "Share of scored rows for which no product is recommended.", unit: "percent", max: 100,
    targets: ["alias(asPercent(sumSeries(perSecond($instance.none_recommended.count)), sumSeries(perSecond($instance.scored.count))), 'none')"],
  }),
  lines({
    title: "Rows scored", description: "A second.", unit: "short",
    targets: ["aliasByNode(perSecond($instance.scored.count), 0)"],
  }),
]));
