package org.bankrs.job.explore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bankrs.job.page.Block;
import org.bankrs.job.page.Charts;
import org.bankrs.job.page.Heatmap;
import org.bankrs.job.page.Numbers;
import org.bankrs.job.page.Picture;
import org.bankrs.job.page.Section;
import org.bankrs.job.panel.PanelSummary;
import org.bankrs.schema.Product;
import org.bankrs.schema.SnapshotMonth;

/** Which products are held, in which month, and how many by one customer. */
final class HoldingPictures {
  /** A product held by fewer in its best month is not compared over time. */
  private static final int MIN_HELD = 100;

  private static final double RARE = 0.01;

  private HoldingPictures() {}

  /** A product with the share of customers that hold it. */
  record Share(Product product, double share) {}

  static Section section(PanelSummary summary, Study study) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(newest(summary));
    blocks.add(byMonth(summary));
    blocks.add(number(summary, study));
    return new Section("holdings", "Products held", blocks);
  }

  private static Picture newest(PanelSummary summary) {
    SnapshotMonth month = summary.months().get(summary.months().size() - 1);
    List<Share> shares = new ArrayList<>();
    for (Product product : Product.ALL) {
      shares.add(new Share(product, share(summary, month, product)));
    }
    shares.sort(Comparator.comparingDouble(Share::share).reversed());
    return new Picture(
        "Ownership by product, " + month,
        Charts.lyingBars(
            "share of the customers of " + month,
            shares.stream().map(s -> label(s.product())).toList(),
            shares.stream().map(Share::share).toList(),
            Numbers::percent),
        newestSentence(month, shares));
  }

  static String newestSentence(SnapshotMonth month, List<Share> shares) {
    long rare = shares.stream().filter(s -> s.share() < RARE).count();
    return "%s is held by %s of the customers of %s, %d of %d products by fewer than 1 %%."
        .formatted(
            label(shares.get(0).product()),
            Numbers.percent(shares.get(0).share()),
            month,
            rare,
            shares.size());
  }

  private static double share(PanelSummary summary, SnapshotMonth month, Product product) {
    return (double) summary.month(month).held(product) / summary.month(month).rows();
  }

  private static Picture byMonth(PanelSummary summary) {
    List<SnapshotMonth> months = summary.months();
    List<List<Double>> values = new ArrayList<>();
    for (Product product : Product.ALL) {
      double most =
          months.stream().mapToDouble(m -> share(summary, m, product)).max().orElse(Double.NaN);
      values.add(
          months.stream()
              .map(m -> most == 0 ? Double.NaN : share(summary, m, product) / most * 100)
              .toList());
    }
    return new Picture(
        "Ownership by product and month",
        new Heatmap(
            "share of the month's customers, in percent of the product's best month",
            SizePictures.labels(months),
            Product.ALL.stream().map(Product::code).toList(),
            values,
            100,
            0),
        byMonthSentence(summary));
  }

  static String byMonthSentence(PanelSummary summary) {
    List<SnapshotMonth> months = summary.months();
    SnapshotMonth first = months.get(0);
    SnapshotMonth last = months.get(months.size() - 1);
    Product most = null;
    double mostRatio = 1;
    for (Product product : Product.ALL) {
      long held = months.stream().mapToLong(m -> summary.month(m).held(product)).max().orElse(0);
      double ratio =
          (summary.month(last).held(product) + 0.5)
              / (summary.month(first).held(product) + 0.5)
              * summary.month(first).rows()
              / summary.month(last).rows();
      double size = Math.max(ratio, 1 / ratio);
      if (held >= MIN_HELD && size > mostRatio) {
        most = product;
        mostRatio = size;
      }
    }
    if (most == null) {
      return "No product held by %d or more customers changes its share.".formatted(MIN_HELD);
    }
    return "%s changes most from %s to %s: from %s to %s of the customers."
        .formatted(
            label(most),
            first,
            last,
            Numbers.percent(share(summary, first, most)),
            Numbers.percent(share(summary, last, most)));
  }

  private static Picture number(PanelSummary summary, Study study) {
    SnapshotMonth month = summary.months().get(summary.months().size() - 1);
    NumberCounts held = study.productsHeld();
    List<String> labels = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    for (int n = 0; n <= held.last(); n++) {
      labels.add(String.valueOf(n));
      shares.add(100.0 * held.count(n) / held.all());
    }
    return new Picture(
        "Number of products a customer holds, " + month,
        Charts.bars(
            "products",
            "% of the customers",
            labels,
            List.of(new Charts.Bars("customers", shares))),
        numberSentence(held));
  }

  static String numberSentence(NumberCounts held) {
    double sum = 0;
    for (int n = 0; n < held.bins(); n++) {
      sum += (double) n * held.count(n);
    }
    double all = held.all();
    return "A customer holds %s products in the mean; %s hold none, %s just one."
        .formatted(
            Numbers.decimal(sum / all, 2),
            Numbers.percent(held.count(0) / all),
            Numbers.percent(held.count(1) / all));
  }

  /** A product in pictures and sentences: its name with its code. */
  static String label(Product product) {
    return "%s (%s)".formatted(product.english(), product.code());
  }
}
