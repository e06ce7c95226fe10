package org.bankrs.scoring.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bankrs.drift.Reference.Categories;
import org.bankrs.drift.Reference.Histogram;
import org.bankrs.schema.CustomerMonth;
import org.bankrs.schema.Product;
import org.bankrs.schema.ProfileColumn;
import org.bankrs.scoring.ExampleBundle;
import org.junit.jupiter.api.Test;

class RandomCustomerTest {
  private static final int DRAWS = 4_000;

  private final ModelBundle bundle = BundleReader.read(ExampleBundle.path());

  private Stream<CustomerMonth> draws() {
    Random random = new Random(7);
    return Stream.generate(() -> RandomCustomer.draw(bundle, random))
        .limit(DRAWS)
        .map(List::getLast);
  }

  @Test
  void numbersLieBetweenTheEdgesOfTheModel() {
    Histogram ages = (Histogram) bundle.reference().features().get("age");
    List<Double> drawn =
        draws()
            .map(month -> month.number(ProfileColumn.AGE))
            .filter(age -> !Double.isNaN(age))
            .toList();
    assertThat(drawn)
        .hasSizeGreaterThan(DRAWS / 2)
        .allMatch(age -> age >= ages.edges().getFirst() && age <= ages.edges().getLast());
  }

  @Test
  void valuesAreAsFrequentAsTheyWere() {
    Categories segments = (Categories) bundle.reference().features().get("segmento");
    Histogram accounts = (Histogram) bundle.reference().features().get(Product.CCO.column());
    long rows =
        segments.missing() + segments.counts().values().stream().mapToLong(Long::longValue).sum();
    segments
        .counts()
        .forEach(
            (segment, count) ->
                assertThat(
                        draws()
                            .filter(m -> m.category(ProfileColumn.SEGMENT).equals(segment))
                            .count())
                    .as(segment)
                    // Five standard deviations of the rarest and the commonest alike.
                    .isCloseTo(Math.round(DRAWS * (double) count / rows), within(160L)));
    long holders = accounts.counts().stream().skip(1).mapToLong(Long::longValue).sum();
    assertThat(draws().filter(m -> m.held().contains(Product.CCO)).count())
        .isCloseTo(Math.round(DRAWS * (double) holders / rows), within(160L));
  }

  @Test
  void theSnapshotIsInTheYearOfTraining() {
    int year = bundle.manifest().trainingMonth().year();
    assertThat(draws()).allMatch(month -> month.month().orElseThrow().year() == year);
  }
}
