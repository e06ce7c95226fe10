package org.bankrs.job.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bankrs.job.page.Heatmap;
import org.bankrs.job.page.Numbers;
import org.bankrs.job.page.Picture;
import org.bankrs.job.page.Section;
import org.bankrs.schema.Product;

/** Which products go together. */
final class TogetherPictures {
  /** A product in fewer sets is not the subject of a sentence, */
  private static final int MIN_SETS = 30;

  /** nor one that is so many times rarer than the most frequent one. */
  private static final int MUCH_RARER = 1000;

  private TogetherPictures() {}

  static Section section(Study study) {
    return new Section(
        "together",
        "Products that go together",
        List.of(
            picture(
                "Held together",
                "percent of the rows with the row's product that hold the column's product too",
                "hold",
                study.owned()),
            picture(
                "Acquired together",
                "percent of those who acquire the row's product that acquire the column's product"
                    + " in the same month",
                "acquire",
                study.acquired())));
  }

  private static Picture picture(String title, String axis, String verb, PairCounts pairs) {
    List<List<Double>> values = new ArrayList<>();
    for (Product given : Product.ALL) {
      values.add(
          Product.ALL.stream()
              .map(other -> given == other ? Double.NaN : 100 * pairs.share(given, other))
              .toList());
    }
    List<String> codes = Product.ALL.stream().map(Product::code).toList();
    return new Picture(
        title, new Heatmap(axis, codes, codes, values, 100, 0), sentence(verb, pairs));
  }

  static String sentence(String verb, PairCounts pairs) {
    record Pair(Product given, Product other, double share) {}
    long most = Product.ALL.stream().mapToLong(pairs::with).max().orElse(0);
    long least = Math.max(MIN_SETS, most / MUCH_RARER);
    Optional<Pair> strongest = Optional.empty();
    for (Product given : Product.ALL) {
      for (Product other : Product.ALL) {
        double share = pairs.share(given, other);
        if (given != other
            && pairs.with(given) >= least
            && share > strongest.map(Pair::share).orElse(0.0)) {
          strongest = Optional.of(new Pair(given, other, share));
        }
      }
    }
    return strongest
        .map(
            pair ->
                "The closest tie is from %s to %s: %s of those who %s the first %s the second too."
                    .formatted(
                        HoldingPictures.label(pair.given()),
                        HoldingPictures.label(pair.other()),
                        Numbers.percent(pair.share()),
                        verb,
                        verb))
        .orElse("No product that at least %d %s goes with another.".formatted(least, verb));
  }
}
