package org.bankrs.job.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bankrs.job.bundle.Manifest;
import org.bankrs.job.evaluate.Evaluation;
import org.bankrs.job.evaluate.Groups.Group;
import org.bankrs.job.evaluate.Tally;
import org.bankrs.job.page.Pages;
import org.bankrs.schema.Product;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class ReportPageTest {
  private static final int RECIBO = Product.RECIBO.ordinal();

  /** The young are ranked worse, the others take more than is expected of them. */
  private static final List<Group> GROUPS =
      List.of(
          new Group("age", "18 to 25", 400, 100, 0.5, 0.04, 120, 125, 100, 0.01),
          new Group("age", "26 to 35", 600, 300, 0.8, 0.02, 300, 400, 250, 0.01),
          new Group("sex", "V", 1000, 400, 0.725, 0.02, 500, 525, 350, 0.01),
          new Group("province", "52", 9, 3, 0.1, 0.01, 3, 3, 3, 0.01));

  @Test
  void thePageTellsWhatWasTrainedAndHowGoodItIs() throws Exception {
    Document page = Pages.parse(ReportPage.html(card(EnumSet.of(Product.AHOR, Product.AVAL))));

    Pages.assertSelfContained(page);
    Pages.assertOneSentenceEach(page);
    assertThat(Pages.texts(page, "h2"))
        .containsExactly(
            "How good it is",
            "Warnings",
            "Pictures",
            "Product by product",
            "Groups of customers",
            "What was trained",
            "Limits");
    assertThat(Pages.texts(page, "th")).contains("model", "constant", "ROC-AUC (micro)", "MAP@7");
    assertThat(Pages.texts(page, "td"))
        .contains("s3a://bank/<rows>", "0123456789abcdef", "2015-01 to 2015-02, 800 rows", "4.1.0");
    assertThat(Pages.texts(page, "figcaption"))
        .contains(
            "The model expects 48 acquisitions and 40 happen; a predicted probability is 0.0833 %"
                + " off in the mean.",
            "Of the products with 30 acquisitions or more Direct debit (recibo) is furthest off:"
                + " 48 expected, 40 acquired.",
            "At their thresholds 40.0 % of the recommendations come true, and they find 100.0 % of"
                + " the acquisitions.");
  }

  @Test
  void whatAsksForCareIsNamed() throws Exception {
    Document page = Pages.parse(ReportPage.html(card(EnumSet.of(Product.AHOR, Product.AVAL))));

    assertThat(Pages.texts(page, "li"))
        .contains(
            "2 products had fewer than 50 acquisitions in the training months and keep their base"
                + " rate: ahor, aval.",
            "Column renta: 5 values could not be read (0.500 % of the rows) and count as missing.",
            "There is no month a year before the test month to compare with.")
        .anyMatch(text -> text.startsWith("23 products were acquired by fewer than 30 customers"));
  }

  @Test
  void groupsThatAreServedWorseAreNamed() throws Exception {
    Document page = Pages.parse(ReportPage.html(card(EnumSet.noneOf(Product.class))));

    assertThat(Pages.texts(page, "li"))
        .contains(
            "age 18 to 25: what its buyers take is ranked worse, average precision 0.500 against"
                + " 0.725 of all buyers (100 of them).",
            "age 26 to 35: 300 acquisitions are expected, 400 happen.")
        .noneMatch(text -> text.startsWith("sex V"));
    assertThat(Pages.texts(page, "th")).contains("sex V").doesNotContain("province 52");
  }

  @Test
  void aMonthWithoutAcquisitionsStillGivesAPage() throws Exception {
    double[] never = new double[Product.ALL.size()];
    Arrays.fill(never, 1);
    Tally tally = new Tally(never);
    tally.add(probabilities(0.5), 0, 0);
    Document page =
        Pages.parse(ReportPage.html(card(Set.of(), List.of(Evaluation.of("model", tally)))));
    Pages.assertSelfContained(page);
    assertThat(Pages.texts(page, "figcaption")).contains("Nothing was acquired.");
    assertThat(Pages.texts(page, "p")).contains("No product is ever recommended.");
    assertThat(Pages.texts(page, "td")).contains("never");
  }

  private static ModelCard card(Set<Product> constant) {
    return card(
        constant,
        List.of(
            Evaluation.of("model", tally(0.48, 0)), Evaluation.of("constant", tally(0.1, 0.1))));
  }

  private static ModelCard card(Set<Product> constant, List<Evaluation> evaluations) {
    return new ModelCard(
        "s3a://bank/<rows>",
        new Manifest.Months(List.of("2015-01", "2015-02"), "2015-03", "2015-04"),
        0,
        new Manifest.TrainerInfo("mllib", 20, 5, 0.1, 256, 50, 4, Map.of()),
        42,
        new Manifest.Rows(1000, 800, 100, 100),
        "0123456789abcdef",
        Map.of("spark", "4.1.0"),
        constant,
        Map.of("renta", 5L),
        GROUPS,
        evaluations);
  }

  /** 400 customers without anything, 100 of them with another probability, of whom 40 acquire. */
  private static Tally tally(double likely, double unlikely) {
    double[] thresholds = new double[Product.ALL.size()];
    Arrays.fill(thresholds, 0.4);
    Tally tally = new Tally(thresholds);
    for (int i = 0; i < 400; i++) {
      tally.add(probabilities(i < 100 ? likely : unlikely), 0, i < 40 ? 1 << RECIBO : 0);
    }
    return tally;
  }

  private static double[] probabilities(double recibo) {
    double[] probabilities = new double[Product.ALL.size()];
    probabilities[RECIBO] = recibo;
    return probabilities;
  }
}
