package org.bankrs.job.explore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bankrs.job.explore.GroupRates.Group;
import org.bankrs.job.page.Block;
import org.bankrs.job.page.Charts;
import org.bankrs.job.page.Heatmap;
import org.bankrs.job.page.Numbers;
import org.bankrs.job.page.Paragraph;
import org.bankrs.job.page.Picture;
import org.bankrs.job.page.Section;
import org.bankrs.schema.Product;

/** How the share of customers who acquire something depends on who they are. */
final class DependencePictures {
  private static final int MOST_GROUPS = 20;

  /** A smaller group is drawn but not compared in the sentence. */
  private static final int MIN_ROWS = 100;

  private static final int MIN_ACQUIRED = 20;
  private static final double STRONGEST = 4;

  private DependencePictures() {}

  static Section section(Study study) {
    List<Block> blocks = new ArrayList<>();
    for (Factor factor : Factor.values()) {
      List<Group> groups = study.rates(factor).groups(factor.order());
      if (groups.isEmpty()) {
        blocks.add(new Paragraph("Acquisitions are seen from two months on."));
        break;
      }
      blocks.add(rates(factor, groups));
    }
    List<Group> ages = study.rates(Factor.AGE).groups(Factor.AGE.order());
    if (!ages.isEmpty()) {
      blocks.add(products(ages));
    }
    return new Section("dependence", "Who acquires", blocks);
  }

  private static Picture rates(Factor factor, List<Group> groups) {
    List<Group> shown = groups.subList(0, Math.min(MOST_GROUPS, groups.size()));
    return new Picture(
        factor.title()
            + (shown.size() < groups.size()
                ? ", the %d largest groups".formatted(MOST_GROUPS)
                : ""),
        Charts.lyingBars(
            "share of customers who acquire at least one product by the next month",
            shown.stream().map(Group::name).toList(),
            shown.stream().map(Group::rate).toList(),
            Numbers::percent),
        sentence(factor, shown));
  }

  static String sentence(Factor factor, List<Group> groups) {
    List<Group> large =
        groups.stream()
            .filter(g -> g.rows() >= MIN_ROWS)
            .sorted(Comparator.comparingDouble(Group::rate).reversed())
            .toList();
    if (large.size() < 2) {
      return "Fewer than two groups have %d rows, too few to compare.".formatted(MIN_ROWS);
    }
    Group most = large.get(0);
    Group least = large.get(large.size() - 1);
    String ratio =
        least.buyers() == 0
            ? "against none"
            : "%s as often as those".formatted(Numbers.times(most.rate() / least.rate()));
    return "Customers %s \"%s\" acquire most often, %s a month, %s %s \"%s\"."
        .formatted(
            factor.preposition(),
            most.name(),
            Numbers.percent(most.rate()),
            ratio,
            factor.preposition(),
            least.name());
  }

  private static Picture products(List<Group> ages) {
    List<Product> products =
        Product.ALL.stream().filter(p -> acquired(ages, p) >= MIN_ACQUIRED).toList();
    List<List<Double>> ratios = new ArrayList<>();
    for (Product product : products) {
      ratios.add(ages.stream().map(g -> ratio(ages, g, product)).toList());
    }
    return new Picture(
        "Acquisitions by product and age",
        new Heatmap(
            "times the product's rate over all ages; products acquired %d times or more"
                .formatted(MIN_ACQUIRED),
            ages.stream().map(Group::name).toList(),
            products.stream().map(Product::code).toList(),
            ratios,
            STRONGEST,
            1),
        productsSentence(ages, products));
  }

  static String productsSentence(List<Group> ages, List<Product> products) {
    record Cell(Product product, Group group, double ratio) {}
    List<Cell> cells = new ArrayList<>();
    for (Product product : products) {
      for (Group group : ages) {
        if (group.rows() >= MIN_ROWS) {
          cells.add(new Cell(product, group, ratio(ages, group, product)));
        }
      }
    }
    return cells.stream()
        .max(Comparator.comparingDouble(Cell::ratio))
        .map(
            cell ->
                "%s depends most on age: customers aged \"%s\" acquire it %s as often as all."
                    .formatted(
                        HoldingPictures.label(cell.product()),
                        cell.group().name(),
                        Numbers.times(cell.ratio())))
        .orElse("No product is acquired often enough to compare.");
  }

  private static long acquired(List<Group> groups, Product product) {
    return groups.stream().mapToLong(g -> g.acquired().get(product.ordinal())).sum();
  }

  private static double ratio(List<Group> groups, Group group, Product product) {
    long rows = groups.stream().mapToLong(Group::rows).sum();
    return group.rateOf(product) * rows / acquired(groups, product);
  }
}
