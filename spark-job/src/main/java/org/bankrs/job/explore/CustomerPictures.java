package org.bankrs.job.explore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bankrs.job.explore.CategoryCounts.Entry;
import org.bankrs.job.page.Block;
import org.bankrs.job.page.Charts;
import org.bankrs.job.page.Drawing;
import org.bankrs.job.page.Numbers;
import org.bankrs.job.page.Paragraph;
import org.bankrs.job.page.Picture;
import org.bankrs.job.page.Section;

/** Who the customers are: distributions over all rows. */
final class CustomerPictures {
  private static final int TOP_CHANNELS = 20;
  private static final int MOST_PROVINCES = 60;

  /** A province with fewer incomes is not compared. */
  private static final int MIN_INCOMES = 30;

  private static final int NEW_MONTHS = 6;

  /** So many bins of incomes are drawn as one. */
  private static final int DRAWN_BINS = 20;

  private CustomerPictures() {}

  static Section section(Study study) {
    List<Block> blocks = new ArrayList<>();
    ages(study.ages(), blocks);
    seniorities(study.seniorities(), blocks);
    incomes(study.incomes(), blocks);
    segments(study.segments().byCount(), study.segments().all(), blocks);
    channels(study.channels().byCount(), study.channels().all(), blocks);
    provinces(study, blocks);
    incomeByProvince(study, blocks);
    return new Section("customers", "Customers", blocks);
  }

  private static void ages(NumberCounts ages, List<Block> blocks) {
    if (ages.all() == 0) {
      blocks.add(new Paragraph("No row has an age."));
      return;
    }
    blocks.add(
        new Picture(
            "Age",
            Charts.area(
                Charts.Axes.plain("age in years", "rows"), line(ages, ages.first(), ages.last())),
            agesSentence(ages)));
  }

  static String agesSentence(NumberCounts ages) {
    int mode = ages.mode();
    return "The most frequent age is %d (%s of the rows with an age); half are %s or younger."
        .formatted(
            mode,
            Numbers.percent((double) ages.count(mode) / ages.all()),
            Numbers.count(ages.quantile(0.5)));
  }

  private static void seniorities(NumberCounts months, List<Block> blocks) {
    if (months.all() == 0) {
      blocks.add(new Paragraph("No row has a seniority."));
      return;
    }
    blocks.add(
        new Picture(
            "Seniority",
            Charts.area(
                Charts.Axes.plain("seniority in months", "rows"), line(months, 0, months.last())),
            senioritiesSentence(months)));
  }

  static String senioritiesSentence(NumberCounts months) {
    return "Half of the rows have a seniority of %s months or less, %s one of under %d months."
        .formatted(
            Numbers.count(months.quantile(0.5)),
            Numbers.percent((double) months.below(NEW_MONTHS) / months.all()),
            NEW_MONTHS);
  }

  private static void incomes(NumberCounts incomes, List<Block> blocks) {
    if (incomes.all() == 0) {
      blocks.add(new Paragraph("No row has an income."));
      return;
    }
    Charts.Axes axes =
        new Charts.Axes("income a year, logarithmic", "rows", true, false, Numbers::count);
    blocks.add(
        new Picture("Income", Charts.area(axes, incomeLine(incomes)), incomesSentence(incomes)));
  }

  static String incomesSentence(NumberCounts incomes) {
    double median = incomes.quantile(0.5);
    double high = incomes.quantile(0.9);
    return "The median income is about %s; the highest tenth begins at about %s, %s the median."
        .formatted(thousands(median), thousands(high), Numbers.times(high / median));
  }

  /** Bins are 0.6 % wide, so an income is known to about three digits. */
  private static String thousands(double income) {
    return Numbers.count(Math.rint(income / 100) * 100);
  }

  private static Charts.Line line(NumberCounts counts, int first, int last) {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    // A curve needs two points.
    for (int b = first; b <= Math.max(last, Math.min(first + 1, counts.bins() - 1)); b++) {
      x.add(counts.value(b));
      y.add((double) counts.count(b));
    }
    return new Charts.Line("rows", x, y);
  }

  /** Coarser than it is counted, so that the curve is smooth. */
  private static Charts.Line incomeLine(NumberCounts incomes) {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    int first = incomes.first() / DRAWN_BINS * DRAWN_BINS;
    for (int from = first; from <= incomes.last(); from += DRAWN_BINS) {
      x.add(incomes.value(from + DRAWN_BINS / 2));
      y.add((double) (incomes.below(from + DRAWN_BINS) - incomes.below(from)));
    }
    if (x.size() == 1) {
      x.add(incomes.value(first + DRAWN_BINS));
      y.add(0.0);
    }
    return new Charts.Line("rows", x, y);
  }

  private static void segments(List<Entry> segments, long all, List<Block> blocks) {
    if (segments.isEmpty()) {
      blocks.add(new Paragraph("No row has a segment."));
      return;
    }
    blocks.add(
        new Picture(
            "Segments",
            shares("share of the rows with a segment", segments, all),
            "%s holds %s of the rows with a segment."
                .formatted(
                    segments.get(0).value(),
                    Numbers.percent((double) segments.get(0).count() / all))));
  }

  private static void channels(List<Entry> channels, long all, List<Block> blocks) {
    if (channels.isEmpty()) {
      blocks.add(new Paragraph("No row has a channel."));
      return;
    }
    List<Entry> top = channels.subList(0, Math.min(TOP_CHANNELS, channels.size()));
    blocks.add(
        new Picture(
            "Channels, the %d most frequent".formatted(top.size()),
            shares("share of the rows with a channel", top, all),
            channelsSentence(channels, all)));
  }

  static String channelsSentence(List<Entry> channels, long all) {
    List<Entry> first = channels.subList(0, Math.min(3, channels.size()));
    long count = first.stream().mapToLong(Entry::count).sum();
    return "%s of %s channels (%s) bring %s of the rows with a channel."
        .formatted(
            first.size(),
            Numbers.count(channels.size()),
            String.join(", ", first.stream().map(Entry::value).toList()),
            Numbers.percent((double) count / all));
  }

  private static void provinces(Study study, List<Block> blocks) {
    List<Entry> all = study.provinces().byCount();
    if (all.isEmpty()) {
      blocks.add(new Paragraph("No row has a province."));
      return;
    }
    List<Entry> provinces =
        all.subList(0, Math.min(MOST_PROVINCES, all.size())).stream()
            .map(e -> new Entry(study.provinceName(e.value()), e.count()))
            .toList();
    long rows = study.provinces().all();
    String next =
        provinces.size() == 1
            ? ""
            : ", %s the next, %s"
                .formatted(
                    Numbers.times((double) provinces.get(0).count() / provinces.get(1).count()),
                    provinces.get(1).value());
    blocks.add(
        new Picture(
            "Provinces",
            shares("share of the rows with a province", provinces, rows),
            "%s has %s of the rows with a province%s."
                .formatted(
                    provinces.get(0).value(),
                    Numbers.percent((double) provinces.get(0).count() / rows),
                    next)));
  }

  private static Drawing shares(String title, List<Entry> entries, long all) {
    return Charts.lyingBars(
        title,
        entries.stream().map(Entry::value).toList(),
        entries.stream().map(e -> (double) e.count() / all).toList(),
        Numbers::percent);
  }

  private static void incomeByProvince(Study study, List<Block> blocks) {
    record Median(String province, double income) {}
    List<Median> medians = new ArrayList<>();
    study
        .incomeByProvince()
        .forEach(
            (code, incomes) -> {
              if (incomes.all() >= MIN_INCOMES) {
                medians.add(new Median(study.provinceName(code), incomes.quantile(0.5)));
              }
            });
    if (medians.isEmpty()) {
      blocks.add(new Paragraph("No province has %d rows with an income.".formatted(MIN_INCOMES)));
      return;
    }
    medians.sort(Comparator.comparingDouble(Median::income).reversed());
    Median highest = medians.get(0);
    Median lowest = medians.get(medians.size() - 1);
    List<Median> shown = medians.subList(0, Math.min(MOST_PROVINCES, medians.size()));
    blocks.add(
        new Picture(
            "Median income by province",
            Charts.lyingBars(
                "median income a year, provinces with %d rows or more".formatted(MIN_INCOMES),
                shown.stream().map(Median::province).toList(),
                shown.stream().map(Median::income).toList(),
                CustomerPictures::thousands),
            "The median income is highest in %s (about %s), %s that of %s."
                .formatted(
                    highest.province(),
                    thousands(highest.income()),
                    Numbers.times(highest.income() / lowest.income()),
                    lowest.province())));
  }
}
