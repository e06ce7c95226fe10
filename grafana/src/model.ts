// Is the model still right, and has its world changed?
import { dashboard, INSTANCE, PRODUCT } from "./dashboard.js";
import { bars, lines, number, placed } from "./panels.js";

export const MODEL = dashboard("bank-rs-model", "Bank RS / Model", "Quality of champion and challenger, drift, reloads", [INSTANCE, PRODUCT], placed([
  number({
    title: "Drift alarms", description: "Features and products above their limit by more than chance.", unit: "short",
    targets: ["aliasByNode($instance.drift_alarms, 0)"],
  }),
  number({
    title: "Rows behind the drift", description: "The newest rows that are compared with the training.", unit: "short",
    targets: ["aliasByNode($instance.drift_rows, 0)"],
  }),
  number({
    title: "Reloads", description: "Bundles put to use and refused since the start; 1 while the newest is refused.", unit: "short",
    targets: ["aliasByNode($instance.model.{loaded,refusals,refused}, 0, 2)"],
  }),
  number({
    title: "Model made", description: "When the model in use was made.", unit: "dateTimeAsIso",
    targets: ["aliasByNode(scale($instance.model.version, 1000), 0)"],
  }),
  number({
    title: "ROC-AUC on its test month", description: "As training measured it, of the model in use.", unit: "none", decimals: 4,
    targets: ["aliasByNode($instance.model.test.micro_roc_auc, 0)"],
  }),
  number({
    title: "MAP@7 on its test month", description: "As training measured it, of the model in use.", unit: "none", decimals: 4,
    targets: ["aliasByNode($instance.model.test.map_at_7, 0)"],
  }),
  bars({
    title: "Drift by feature", description: "Population stability index: above 0.1 is a moderate, above 0.25 a large shift.", unit: "none", decimals: 3,
    targets: ["aliasByNode($instance.drift.*, 2)"],
  }, "lastNotNull"),
  bars({
    title: "Drift of the scores by product", description: "Population stability index of each product's probabilities.", unit: "none", decimals: 3,
    targets: ["aliasByNode($instance.score_drift.$product, 2)"],
  }, "lastNotNull"),
  lines({
    title: "Largest drift", description: "The ten features that drifted most.", unit: "none",
    targets: ["aliasByNode(highestMax($instance.drift.*, 10), 2)"],
  }),
  lines({
    title: "Missing values", description: "The ten features that miss most.", unit: "percentunit",
    targets: ["aliasByNode(highestMax($instance.missing.*, 10), 2)"],
  }),
  lines({
    title: "Values never seen", description: "Share of rows with a value that training never saw, the ten largest.", unit: "percentunit",
    targets: ["aliasByNode(highestMax($instance.unseen.*, 10), 2)"],
  }),
  lines({
    title: "Challenger in the shadow", description: "Share of the compared rows with another decision than the champion's.", unit: "percentunit",
    targets: ["aliasByNode($instance.shadow.disagreement.$product, 3)"],
  }),
  lines({
    title: "Distance of the challenger", description: "Mean distance of both models' probabilities.", unit: "percentunit",
    targets: ["aliasByNode($instance.shadow.distance.$product, 3)"],
  }),
  lines({
    title: "Rows in the shadow", description: "Compared, dropped and failed, a second.", unit: "short",
    targets: ["aliasByNode(perSecond($instance.shadow.{compared,dropped,failed}.count), 0, 2)"],
  }),
  lines({
    title: "Training metrics", description: "Of the model in use, on its test month; steps are new models.", unit: "none",
    targets: ["aliasByNode($instance.model.test.{map_at_7,hit_rate_at_5_of_buyers,micro_roc_auc,micro_pr_auc}, 3)"],
  }),
  lines({
    title: "Training losses", description: "Log-loss and calibration error of the model in use, on its test month.", unit: "none",
    targets: ["aliasByNode($instance.model.test.{micro_log_loss,micro_calibration_error}, 3)"],
  }),
  lines({
    title: "Champion and challenger: MAP@7", description: "By the gate, on the newest month whose outcome is known.", unit: "none",
    targets: ["aliasByNode(keepLastValue(bank-rs.quality.*.map_at_7), 2)"],
  }),
  lines({
    title: "Champion and challenger: log-loss", description: "By the gate, on the newest month whose outcome is known.", unit: "none",
    targets: ["aliasByNode(keepLastValue(bank-rs.quality.*.micro_log_loss), 2)"],
  }),
  lines({
    title: "Calibration as labels arrive", description: "Mean distance of predicted and observed shares, by the gate.", unit: "none",
    targets: ["aliasByNode(keepLastValue(bank-rs.quality.*.micro_calibration_error), 2)"],
  }),
]));
