package org.bankrs.job.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.bankrs.job.evaluate.Curves;
import org.bankrs.job.evaluate.Evaluation;
import org.bankrs.job.evaluate.Evaluation.ProductMetrics;
import org.bankrs.job.page.Block;
import org.bankrs.job.page.Charts;
import org.bankrs.job.page.Numbers;
import org.bankrs.job.page.Paragraph;
import org.bankrs.job.page.Picture;

/** The pictures of a report, each with the one sentence of what it shows. */
final class ReportPictures {
  /** Shares of fewer pairs are mostly chance. */
  private static final int FEW = 30;

  private static final int DIGITS = 3;

  private ReportPictures() {}

  static List<Block> of(ModelCard card) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(reliability(card.model()));
    blocks.add(precisionRecall(card));
    blocks.add(roc(card));
    blocks.add(counts(card.model()));
    blocks.add(thresholds(card.model()));
    return blocks;
  }

  private static Picture reliability(Evaluation model) {
    List<Double> predicted = new ArrayList<>();
    List<Double> observed = new ArrayList<>();
    for (Curves.ReliabilityGroup group : model.curves().reliability()) {
      // A share of 0 has no place on a logarithmic axis.
      if (group.observed() > 0) {
        predicted.add(group.predicted());
        observed.add(group.observed());
      }
    }
    List<Charts.Line> lines = new ArrayList<>();
    if (!predicted.isEmpty()) {
      List<Double> ends = List.of(predicted.get(0), predicted.get(predicted.size() - 1));
      lines.add(new Charts.Line("model", predicted, observed));
      lines.add(new Charts.Line("perfect", ends, ends));
    } else {
      lines.add(new Charts.Line("perfect", List.of(0.001, 1.0), List.of(0.001, 1.0)));
    }
    Charts.Axes axes =
        new Charts.Axes(
            "predicted probability, logarithmic", "share acquired", true, true, Charts::tick);
    return new Picture(
        "Reliability: predicted and observed",
        Charts.lines(axes, lines),
        reliabilitySentence(model));
  }

  static String reliabilitySentence(Evaluation model) {
    double expected = expected(model);
    long acquired = model.curves().positives();
    return "The model expects %s acquisitions and %s happen; a predicted probability is %s off in the mean."
        .formatted(
            Numbers.count(expected),
            Numbers.count(acquired),
            Numbers.percent(model.micro().calibrationError()));
  }

  private static double expected(Evaluation model) {
    return model.products().stream()
        .filter(p -> p.pairs() > 0)
        .mapToDouble(p -> p.meanProbability() * p.pairs())
        .sum();
  }

  private static Picture precisionRecall(ModelCard card) {
    return new Picture(
        "Precision and recall at all thresholds",
        Charts.lines(
            Charts.Axes.plain(
                "recall: share of the acquisitions that are recommended",
                "precision: share that is right"),
            lines(
                card.evaluations(),
                (cut, curves) -> (double) cut.right() / curves.positives(),
                (cut, curves) -> (double) cut.right() / cut.recommended(),
                false)),
        precisionSentence(card.model()));
  }

  static String precisionSentence(Evaluation model) {
    Curves curves = model.curves();
    Optional<Curves.Cut> cut =
        curves.cuts().stream().filter(c -> c.recommended() >= curves.positives()).findFirst();
    if (cut.isEmpty() || curves.positives() == 0) {
      return "Nothing was acquired.";
    }
    double precision = (double) cut.get().right() / cut.get().recommended();
    double base = (double) curves.positives() / curves.pairs();
    return "Of the %s likeliest pairs of customer and product %s come true, %s the share of all pairs."
        .formatted(
            Numbers.count(cut.get().recommended()),
            Numbers.percent(precision),
            Numbers.times(precision / base));
  }

  private static Picture roc(ModelCard card) {
    return new Picture(
        "ROC over all products (micro)",
        Charts.lines(
            Charts.Axes.plain(
                "share of the pairs not acquired that are recommended",
                "share of the acquisitions that are"),
            lines(
                card.evaluations(),
                (cut, curves) ->
                    (double) (cut.recommended() - cut.right())
                        / (curves.pairs() - curves.positives()),
                (cut, curves) -> (double) cut.right() / curves.positives(),
                true)),
        rocSentence(card));
  }

  static String rocSentence(ModelCard card) {
    String best =
        card.baselines().stream()
            .max(Comparator.comparingDouble(e -> e.micro().rocAuc()))
            .map(
                b ->
                    ", against %s by the best baseline, %s"
                        .formatted(Numbers.percent(b.micro().rocAuc()), b.predictor()))
            .orElse("");
    return "In %s of the cases the model ranks a pair that is acquired above one that is not%s."
        .formatted(Numbers.percent(card.model().micro().rocAuc()), best);
  }

  /** One coordinate of a point of a curve. */
  private interface Coordinate {
    double of(Curves.Cut cut, Curves curves);
  }

  private static List<Charts.Line> lines(
      List<Evaluation> evaluations, Coordinate x, Coordinate y, boolean fromOrigin) {
    List<Charts.Line> lines = new ArrayList<>();
    for (Evaluation evaluation : evaluations) {
      Curves curves = evaluation.curves();
      List<Double> xs = new ArrayList<>();
      List<Double> ys = new ArrayList<>();
      if (fromOrigin) {
        xs.add(0.0);
        ys.add(0.0);
      }
      for (Curves.Cut cut : curves.cuts()) {
        if (fromOrigin || cut.recommended() >= FEW) {
          xs.add(x.of(cut, curves));
          ys.add(y.of(cut, curves));
        }
      }
      if (!xs.isEmpty()) {
        lines.add(new Charts.Line(evaluation.predictor(), xs, ys));
      }
    }
    return lines;
  }

  private static Picture counts(Evaluation model) {
    List<ProductMetrics> order = sorted(model, p -> p.positives());
    return new Picture(
        "Acquired and expected by product",
        Charts.bars(
            "product",
            "acquisitions",
            order.stream().map(p -> p.product().code()).toList(),
            List.of(
                new Charts.Bars(
                    "acquired", order.stream().map(p -> (double) p.positives()).toList()),
                new Charts.Bars(
                    "expected: sum of the probabilities",
                    order.stream().map(ReportPictures::expected).toList()))),
        countsSentence(model));
  }

  private static double expected(ProductMetrics product) {
    return product.pairs() == 0 ? 0 : product.meanProbability() * product.pairs();
  }

  static String countsSentence(Evaluation model) {
    return model.products().stream()
        .filter(p -> p.positives() >= FEW)
        .max(Comparator.comparingDouble(p -> Math.abs(Math.log(expected(p) / p.positives()))))
        .map(
            p ->
                "Of the products with %d acquisitions or more %s is furthest off: %s expected, %s acquired."
                    .formatted(
                        FEW,
                        ReportPage.label(p.product()),
                        Numbers.count(expected(p)),
                        Numbers.count(p.positives())))
        .orElse("No product has %d acquisitions, too few to compare.".formatted(FEW));
  }

  private static Block thresholds(Evaluation model) {
    List<ProductMetrics> order =
        sorted(model, ProductMetrics::threshold).stream()
            .filter(p -> !ReportPage.isNeverRecommended(p))
            .toList();
    if (order.isEmpty()) {
      return new Paragraph("No product is ever recommended.");
    }
    return new Picture(
        "Decision thresholds by product",
        Charts.lyingBars(
            "probability above which the product is recommended; without those that never are",
            order.stream().map(p -> ReportPage.label(p.product())).toList(),
            order.stream().map(ProductMetrics::threshold).toList(),
            threshold -> Numbers.decimal(threshold, DIGITS)),
        "At their thresholds %s of the recommendations come true, and they find %s of the acquisitions."
            .formatted(
                Numbers.percent(model.micro().precision()),
                Numbers.percent(model.micro().recall())));
  }

  private static List<ProductMetrics> sorted(
      Evaluation model, ToDoubleFunction<ProductMetrics> key) {
    return model.products().stream().sorted(Comparator.comparingDouble(key).reversed()).toList();
  }
}
