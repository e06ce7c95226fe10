package org.bankrs.job.explore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleBiFunction;
import org.bankrs.job.page.Block;
import org.bankrs.job.page.Charts;
import org.bankrs.job.page.Heatmap;
import org.bankrs.job.page.Numbers;
import org.bankrs.job.page.Paragraph;
import org.bankrs.job.page.Picture;
import org.bankrs.job.page.Section;
import org.bankrs.job.panel.PanelSummary;
import org.bankrs.schema.Product;
import org.bankrs.schema.SnapshotMonth;

/** Which products are acquired and dropped, and when. */
final class AcquisitionPictures {
  /** A product with fewer events in its best month has no season worth naming. */
  private static final int MIN_PEAK = 20;

  private static final int LINES = 6;
  private static final double STRONGEST = 4;

  private AcquisitionPictures() {}

  static Section section(PanelSummary summary, Study study) {
    List<Block> blocks = new ArrayList<>();
    if (summary.months().size() < 2) {
      blocks.add(new Paragraph("Acquisitions and drops are seen from two months on."));
    } else {
      List<SnapshotMonth> months = summary.months().subList(1, summary.months().size());
      Monthly acquired = new Monthly("Acquisitions", months, (m, p) -> acquired(summary, m, p));
      Monthly dropped = new Monthly("Drops", months, study::dropped);
      blocks.add(totals(acquired, dropped));
      blocks.add(byProduct(acquired));
      blocks.add(heatmap(acquired));
      blocks.add(seasons(summary, acquired));
      blocks.add(heatmap(dropped));
    }
    return new Section("acquisitions", "Acquisitions and drops", blocks);
  }

  /** The panel keeps acquisitions under the month before. */
  private static double acquired(PanelSummary summary, SnapshotMonth month, Product product) {
    return summary.month(month.plus(-1)).acquired(product);
  }

  /**
   * Events by month and product.
   *
   * @param name of the events, a plural
   */
  record Monthly(
      String name, List<SnapshotMonth> months, ToDoubleBiFunction<SnapshotMonth, Product> events) {
    List<Double> of(Product product) {
      return months.stream().map(m -> events.applyAsDouble(m, product)).toList();
    }

    double total(Product product) {
      return of(product).stream().mapToDouble(Double::doubleValue).sum();
    }

    double total() {
      return Product.ALL.stream().mapToDouble(this::total).sum();
    }

    List<Double> totals() {
      return months.stream()
          .map(m -> Product.ALL.stream().mapToDouble(p -> events.applyAsDouble(m, p)).sum())
          .toList();
    }
  }

  private static Picture totals(Monthly acquired, Monthly dropped) {
    return new Picture(
        "Acquisitions and drops by month",
        Charts.bars(
            "month",
            "products",
            SizePictures.labels(acquired.months()),
            List.of(
                new Charts.Bars("acquired", acquired.totals()),
                new Charts.Bars("dropped", dropped.totals()))),
        totalsSentence(acquired, dropped));
  }

  static String totalsSentence(Monthly acquired, Monthly dropped) {
    if (acquired.total() == 0) {
      return "Nothing is acquired; %s products are dropped."
          .formatted(Numbers.count(dropped.total()));
    }
    Peak peak = Peak.of(acquired.totals());
    return "Most is acquired in %s: %s%s; over all months %s products are dropped for 100 acquired."
        .formatted(
            acquired.months().get(peak.index()),
            Numbers.count(peak.value()),
            median(peak),
            Numbers.decimal(dropped.total() / acquired.total() * 100, 1));
  }

  private static Picture byProduct(Monthly acquired) {
    List<Product> order = byTotal(acquired);
    return new Picture(
        "Acquisitions by product",
        Charts.lyingBars(
            "acquisitions over all months",
            order.stream().map(HoldingPictures::label).toList(),
            order.stream().map(acquired::total).toList(),
            Numbers::count),
        byProductSentence(acquired));
  }

  private static List<Product> byTotal(Monthly monthly) {
    return Product.ALL.stream()
        .sorted(Comparator.<Product>comparingDouble(p -> monthly.total(p)).reversed())
        .toList();
  }

  static String byProductSentence(Monthly acquired) {
    List<Product> order = byTotal(acquired);
    double total = acquired.total();
    if (total == 0) {
      return "Nothing is acquired.";
    }
    double five = order.subList(0, 5).stream().mapToDouble(acquired::total).sum();
    return "%s makes up %s of the %s acquisitions, the first five products %s."
        .formatted(
            HoldingPictures.label(order.get(0)),
            Numbers.percent(acquired.total(order.get(0)) / total),
            Numbers.count(total),
            Numbers.percent(five / total));
  }

  private static Picture heatmap(Monthly monthly) {
    List<List<Double>> ratios = new ArrayList<>();
    for (Product product : Product.ALL) {
      List<Double> events = monthly.of(product);
      double median = Peak.median(events);
      ratios.add(events.stream().map(e -> median > 0 ? e / median : Double.NaN).toList());
    }
    return new Picture(
        monthly.name() + " by product and month",
        new Heatmap(
            "times the product's median month; empty where that is 0",
            SizePictures.labels(monthly.months()),
            Product.ALL.stream().map(Product::code).toList(),
            ratios,
            STRONGEST,
            1),
        peakSentence(monthly));
  }

  static String peakSentence(Monthly monthly) {
    Optional<Product> most = Optional.empty();
    double mostRatio = 0;
    for (Product product : Product.ALL) {
      Peak peak = Peak.of(monthly.of(product));
      if (peak.value() >= MIN_PEAK && peak.ratio() > mostRatio) {
        most = Optional.of(product);
        mostRatio = peak.ratio();
      }
    }
    if (most.isEmpty()) {
      return "No product has %d %s in a month and some in most months."
          .formatted(MIN_PEAK, monthly.name().toLowerCase(java.util.Locale.ROOT));
    }
    Peak peak = Peak.of(monthly.of(most.get()));
    return "%s of %s peak in %s: %s%s."
        .formatted(
            monthly.name(),
            most.get().code(),
            monthly.months().get(peak.index()),
            Numbers.count(peak.value()),
            median(peak));
  }

  private static String median(Peak peak) {
    return Double.isNaN(peak.ratio())
        ? ""
        : ", %s the median month".formatted(Numbers.times(peak.ratio()));
  }

  private static Picture seasons(PanelSummary summary, Monthly acquired) {
    List<Product> products = byTotal(acquired).subList(0, LINES);
    List<Charts.Line> lines = new ArrayList<>();
    for (Product product : products) {
      List<Double> x = new ArrayList<>();
      List<Double> y = new ArrayList<>();
      for (SnapshotMonth month : acquired.months()) {
        x.add((double) month.index());
        y.add(1000 * rate(summary, month, product));
      }
      lines.add(new Charts.Line(product.code(), x, y));
    }
    Charts.Axes axes =
        new Charts.Axes(
            "month",
            "of 1,000 customers without the product",
            false,
            false,
            index ->
                index == Math.rint(index)
                    ? new SnapshotMonth((int) (double) index).toString()
                    : " ");
    return new Picture(
        "Seasons of the six products acquired most",
        Charts.lines(axes, lines),
        seasonsSentence(summary, acquired, products));
  }

  private static double rate(PanelSummary summary, SnapshotMonth month, Product product) {
    long eligible = summary.month(month.plus(-1)).eligible(product);
    return eligible == 0 ? 0 : acquired(summary, month, product) / eligible;
  }

  private static String seasonsSentence(
      PanelSummary summary, Monthly acquired, List<Product> products) {
    Product most = products.get(0);
    double mostRatio = -1;
    for (Product product : products) {
      Peak peak = Peak.of(rates(summary, acquired, product));
      if (peak.ratio() > mostRatio) {
        most = product;
        mostRatio = peak.ratio();
      }
    }
    List<Double> rates = rates(summary, acquired, most);
    Peak peak = Peak.of(rates);
    return "Of these %s has the sharpest season: %s of those without it take it in %s%s."
        .formatted(
            HoldingPictures.label(most),
            Numbers.percent(peak.value()),
            acquired.months().get(peak.index()),
            median(peak));
  }

  private static List<Double> rates(PanelSummary summary, Monthly acquired, Product product) {
    return acquired.months().stream().map(m -> rate(summary, m, product)).toList();
  }
}
