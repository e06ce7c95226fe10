package org.bankrs.job.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bankrs.job.bundle.Manifest;
import org.bankrs.job.evaluate.Evaluation;
import org.bankrs.job.evaluate.Evaluation.Metrics;
import org.bankrs.job.evaluate.Evaluation.ProductMetrics;
import org.bankrs.job.evaluate.Groups.Group;
import org.bankrs.job.page.Block;
import org.bankrs.job.page.Items;
import org.bankrs.job.page.Numbers;
import org.bankrs.job.page.Page;
import org.bankrs.job.page.Paragraph;
import org.bankrs.job.page.Section;
import org.bankrs.job.page.Table;
import org.bankrs.schema.Product;
import org.bankrs.schema.SnapshotMonth;

/** The report of a model as a page: what was trained, how good it is, what to beware of. */
public final class ReportPage {
  private static final int METRIC_DIGITS = 4;
  private static final double SMALL = 0.01;
  private static final int FEW_BUYERS = 20;
  private static final double NEVER = 0.9999;

  private ReportPage() {}

  /** The page as HTML. */
  public static String html(ModelCard card) {
    Evaluation model = card.model();
    return new Page(
            "Model report",
            "Which of %d products will a customer newly take next month? Tested on %s: %s customers,"
                    .formatted(
                        Product.ALL.size(), card.months().test(), Numbers.count(model.customers()))
                + " of whom %s acquire something by %s."
                    .formatted(Numbers.count(model.buyers()), next(card.months().test())),
            List.of(
                new Section(
                    "metrics", "How good it is", List.of(metrics(card.evaluations()), help())),
                new Section("warnings", "Warnings", List.of(new Items(Warnings.of(card)))),
                new Section("pictures", "Pictures", ReportPictures.of(card)),
                new Section("products", "Product by product", List.of(products(card))),
                new Section("groups", "Groups of customers", groups(card)),
                new Section("training", "What was trained", training(card)),
                new Section("limits", "Limits", List.of(limits(card)))))
        .html();
  }

  private static String next(String month) {
    return SnapshotMonth.parse(month).plus(1).toString();
  }

  private static Block metrics(List<Evaluation> evaluations) {
    List<String> header = new ArrayList<>(List.of("Metric"));
    evaluations.forEach(e -> header.add(e.predictor()));
    List<List<String>> rows = new ArrayList<>();
    for (String name : evaluations.get(0).overall().keySet()) {
      List<String> row = new ArrayList<>(List.of(name));
      evaluations.forEach(e -> row.add(metric(e.overall().get(name))));
      rows.add(row);
    }
    return new Table(header, rows, true);
  }

  private static Block help() {
    return new Paragraph(
        "All customers of the test month count, whether they acquire something or not, and all"
            + " products that they do not hold. Micro is over all such pairs together, macro the"
            + " mean over the products that somebody acquired. Less is better for log-loss, Brier"
            + " score and calibration error, more for all others.");
  }

  private static Block products(ModelCard card) {
    List<List<String>> rows = new ArrayList<>();
    for (ProductMetrics p : card.model().products()) {
      Metrics m = p.metrics();
      rows.add(
          List.of(
              label(p.product()) + (card.constant().contains(p.product()) ? ", constant" : ""),
              Numbers.count(p.pairs()),
              Numbers.count(p.positives()),
              Numbers.count(p.meanProbability() * p.pairs()),
              metric(m.rocAuc()),
              metric(m.prAuc()),
              metric(m.logLoss()),
              metric(m.calibrationError()),
              isNeverRecommended(p) ? "never" : metric(p.threshold()),
              metric(m.precision()),
              metric(m.recall()),
              metric(m.f1())));
    }
    return new Table(
        List.of(
            "Product",
            "Eligible",
            "Acquired",
            "Expected",
            "ROC-AUC",
            "PR-AUC",
            "Log-loss",
            "Calibration error",
            "Threshold",
            "Precision",
            "Recall",
            "F1"),
        rows,
        true);
  }

  private static List<Block> groups(ModelCard card) {
    List<List<String>> rows = new ArrayList<>();
    int left = 0;
    for (Group group : card.groups()) {
      if (group.buyers() < FEW_BUYERS) {
        left++;
      } else {
        rows.add(
            List.of(
                GroupFindings.name(group),
                Numbers.count(group.customers()),
                Numbers.count(group.buyers()),
                metric(group.precision()),
                Numbers.count(group.expected()),
                Numbers.count(group.acquired()),
                metric(group.logLoss())));
      }
    }
    List<String> findings = GroupFindings.of(card.groups());
    return List.of(
        new Items(findings.isEmpty() ? List.of("No group is clearly worse served.") : findings),
        new Table(
            List.of(
                "Group",
                "Customers",
                "Buyers",
                "Average precision of buyers",
                "Expected",
                "Acquired",
                "Log-loss"),
            rows,
            true),
        new Paragraph(
            "Groups with fewer than %d buyers are left out: %d. Clearly worse is what is a tenth worse, and three standard deviations."
                .formatted(FEW_BUYERS, left)));
  }

  private static List<Block> training(ModelCard card) {
    Manifest.Months months = card.months();
    Manifest.Rows counts = card.rows();
    Manifest.TrainerInfo trainer = card.trainer();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Source", card.source()));
    rows.add(List.of("Rows", Numbers.count(counts.source())));
    rows.add(List.of("Digest of the cleaned rows", card.dataDigest()));
    rows.add(
        List.of(
            "Training months",
            "%s to %s, %s rows"
                .formatted(
                    months.train().get(0),
                    months.train().get(months.train().size() - 1),
                    Numbers.count(counts.train()))));
    rows.add(
        List.of(
            "Validation month (calibration, thresholds)",
            "%s, %s rows".formatted(months.validation(), Numbers.count(counts.validation()))));
    rows.add(
        List.of(
            "Test month", "%s, %s rows".formatted(months.test(), Numbers.count(counts.test()))));
    rows.add(
        List.of(
            "Earlier months it looks at",
            card.history() == 0 ? "none" : "up to " + card.history()));
    rows.add(List.of("Trainer", trainer.name()));
    rows.add(
        List.of(
            "Trees a product",
            "%d of depth %d, step %s".formatted(trainer.trees(), trainer.depth(), trainer.step())));
    rows.add(List.of("Most thresholds a feature", String.valueOf(trainer.bins())));
    rows.add(List.of("Least acquisitions for trees", String.valueOf(trainer.minPositives())));
    rows.add(List.of("Parts of the data", String.valueOf(trainer.partitions())));
    rows.add(List.of("Seed", String.valueOf(card.seed())));
    for (Map.Entry<String, String> version : card.versions().entrySet()) {
      rows.add(List.of("Version: " + version.getKey(), version.getValue()));
    }
    return List.of(
        new Table(List.of("What", "Value"), rows, false),
        new Paragraph(
            "A month stands for the snapshot that is scored; what customers acquire is seen in the"
                + " month after it."));
  }

  private static Block limits(ModelCard card) {
    return new Items(
        List.of(
            "One month tests it, %s. Products with a season may do better or worse in another."
                .formatted(card.months().test()),
            "Customers without a row in the next month are not counted, as nobody knows what they"
                + " would have acquired.",
            "It predicts who acquires, not whom an offer would sway: many do so without being"
                + " asked.",
            "Age, sex, country and province are among its inputs. Which groups it serves worse is"
                + " above; groups of few buyers cannot be judged.",
            "It is meant for choosing which product to show to whom, not for granting credit.",
            "Ranks are compared in bins of a factor of 1.008 in the odds; customers of one bin"
                + " count as equal."));
  }

  /** Whether the threshold is so high that it was chosen to recommend nothing. */
  static boolean isNeverRecommended(ProductMetrics product) {
    return product.threshold() > NEVER;
  }

  /** A product as the page names it. */
  static String label(Product product) {
    return "%s (%s)".formatted(product.english(), product.code());
  }

  private static String metric(double value) {
    return Numbers.decimal(value, Math.abs(value) < SMALL ? METRIC_DIGITS + 2 : METRIC_DIGITS);
  }
}
