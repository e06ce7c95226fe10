package org.bankrs.job.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class PageTest {
  private static final String HOSTILE = "<script>alert('x')</script> & \"quoted\" \u0000 é";

  @Test
  void textIsEscapedEverywhere() throws Exception {
    Image image = Charts.bars("x", "y", List.of("a"), List.of(new Charts.Bars("s", List.of(1.0))));
    Heatmap heatmap =
        new Heatmap(HOSTILE, List.of(HOSTILE), List.of(HOSTILE), List.of(List.of(1.0)), 1, 0);
    String html =
        new Page(
                HOSTILE,
                HOSTILE,
                List.of(
                    new Section(
                        "one",
                        HOSTILE,
                        List.of(
                            new Paragraph(HOSTILE),
                            new Items(List.of(HOSTILE)),
                            new Table(List.of(HOSTILE, "b"), List.of(List.of("c", HOSTILE)), true),
                            new Picture(HOSTILE, image, HOSTILE),
                            new Picture(HOSTILE, heatmap, HOSTILE)))))
            .html();

    Document page = Pages.parse(html);
    Pages.assertSelfContained(page);
    String shown = HOSTILE.replace('\u0000', '\uFFFD');
    assertThat(Pages.texts(page, "h1")).containsExactly(shown);
    assertThat(Pages.texts(page, "title")).containsExactly(shown);
    assertThat(Pages.texts(page, "td")).contains(shown);
    assertThat(Pages.texts(page, "li")).contains(shown);
    assertThat(Pages.texts(page, "figcaption")).containsExactly(shown, shown);
  }

  @Test
  void aTableRowOfAnotherLengthIsRefused() {
    assertThatThrownBy(() -> new Table(List.of("a", "b"), List.of(List.of("1")), true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 cells under 2 columns");
  }

  @Test
  void aHeatmapLeavesUndefinedCellsEmpty() throws Exception {
    Heatmap heatmap =
        new Heatmap(
            "m", List.of("a", "b"), List.of("r"), List.of(List.of(Double.NaN, 2.5)), 2.5, 1);
    Document table = Pages.parse(heatmap.html("title"));
    assertThat(Pages.texts(table, "td")).containsExactly("", "", "2.5");
  }

  @Test
  void numbersAreTheSameInEveryCountry() {
    assertThat(Numbers.count(13_647_309L)).isEqualTo("13,647,309");
    assertThat(Numbers.percent(0.458)).isEqualTo("45.8 %");
    assertThat(Numbers.percent(0.01364)).isEqualTo("1.36 %");
    assertThat(Numbers.percent(0.00255)).isEqualTo("0.255 %");
    assertThat(Numbers.percent(0)).isEqualTo("0.0 %");
    assertThat(Numbers.percent(1)).isEqualTo("100.0 %");
    assertThat(Numbers.percent(0.99987)).isEqualTo("99.99 %");
    assertThat(Numbers.times(10.44)).isEqualTo("10.4 times");
    assertThat(Numbers.decimal(Double.NaN, 2)).isEqualTo("-");
  }
}
