package org.bankrs.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The page for people in a real browser, with pictures in {@code target/pictures}. */
@Tag("services")
class PageInBrowserTest {
  private final RunningService service = RunningService.ofExampleBundle();

  @Test
  void aCustomerIsChosenEditedAndReadInAnotherLanguage() throws IOException {
    try (Browser browser = Browser.desktop()) {
      open(browser, "/ui?lang=en");
      assertThat(browser.texts(".products .name")).hasSize(7);
      assertThat(browser.texts(".products tbody tr")).isNotEmpty();
      assertThat(browser.accessibilityProblems()).isEmpty();
      browser.picture("customer");

      String likeliest = browser.texts(".products .name").get(0);
      browser.write("#f-age", "61");
      browser.find("label[for=" + boxOf(browser, likeliest) + "]").click();
      browser.click("button.main");
      assertThat(browser.texts(".products .name")).hasSize(7).doesNotContain(likeliest);
      assertThat(value(browser, "#f-age")).isEqualTo("61");

      browser.click("button[value=ru]");
      assertThat(browser.texts("h1")).containsExactly("Клиент");
      assertThat(value(browser, "#f-age")).isEqualTo("61");
      assertThat(browser.accessibilityProblems()).isEmpty();
      browser.picture("customer-russian");

      browser.write("#f-age", "old");
      browser.click("button.main");
      assertThat(browser.texts(".problems li")).hasSize(1);
      browser.picture("customer-problem");
      browser.find(".problems a").click();
      assertThat(browser.script("return location.hash")).isEqualTo("#f-age");
      assertThat(browser.accessibilityProblems()).isEmpty();
    }
  }

  @Test
  void theModelTabIsReadableInLightAndDark() throws IOException {
    try (Browser browser = Browser.desktop()) {
      open(browser, "/ui/model?lang=en");
      assertThat(browser.texts("tbody tr")).hasSizeGreaterThanOrEqualTo(24);
      assertThat(browser.accessibilityProblems()).isEmpty();
      browser.picture("model");
      browser.goDark();
      assertThat(browser.accessibilityProblems()).isEmpty();
      open(browser, "/ui?lang=en");
      assertThat(browser.accessibilityProblems()).isEmpty();
      browser.picture("customer-dark");
    }
  }

  @Test
  void theKeyboardIsEnough() {
    try (Browser browser = Browser.desktop()) {
      open(browser, "/ui?lang=ru");
      browser.press(Keys.TAB);
      assertThat(browser.script("return document.activeElement.className")).isEqualTo("skip");
      browser.press(Keys.ENTER);
      assertThat(browser.script("return location.hash")).isEqualTo("#content");
      browser.tabTo("select[name=sample]");
      browser.press(Keys.ARROW_DOWN);
      browser.tabTo("form[method=get] button");
      browser.follow(() -> browser.press(Keys.ENTER));
      assertThat(browser.script("return location.search").toString()).contains("sample=1");
      browser.tabTo("#f-age");
      browser.press("52");
      browser.follow(() -> browser.press(Keys.ENTER));
      assertThat(value(browser, "#f-age")).isEqualTo("52");
      assertThat(browser.texts("h1")).containsExactly("Клиент");
      assertThat(browser.texts(".products .name")).isNotEmpty();
    }
  }

  @Test
  void aCustomerIsChosenAndEditedWithoutScripts() throws IOException {
    try (Browser browser = Browser.withoutScripts()) {
      browser.open(
          URI.create("data:text/html,none%3Cscript%3Edocument.body.append('run')%3C/script%3E"));
      assertThat(browser.texts("body")).as("no script runs").containsExactly("none");

      open(browser, "/ui?lang=en");
      List<String> first = browser.texts(".products .line .number");
      browser.find("select[name=sample] option:nth-child(3)").click();
      browser.click("form[method=get] button");
      assertThat(browser.address().getQuery()).contains("sample=2");
      assertThat(browser.texts(".products .name")).hasSize(7).doesNotContain("");
      assertThat(browser.texts(".products .line .number")).hasSize(7).isNotEqualTo(first);

      browser.write("#f-age", "61");
      browser.click("button.main");
      assertThat(value(browser, "#f-age")).isEqualTo("61");
      assertThat(browser.texts(".products .name")).hasSize(7);
      browser.picture("customer-without-scripts");
    }
  }

  @Test
  void aPhoneShowsEverythingWithoutScrollingSideways() throws IOException {
    try (Browser browser = Browser.phone()) {
      for (String page : List.of("/ui?lang=en", "/ui?lang=ru", "/ui/model?lang=ru")) {
        open(browser, page);
        assertThat((Long) browser.script("return document.documentElement.scrollWidth"))
            .as(page)
            .isLessThanOrEqualTo(390);
        assertThat(browser.accessibilityProblems()).as(page).isEmpty();
        browser.picture("phone" + page.replaceAll("\\W+", "-"));
      }
    }
  }

  private void open(Browser browser, String path) {
    browser.open(service.address().resolve(path));
  }

  private static String value(Browser browser, String selector) {
    return browser.find(selector).getDomProperty("value");
  }

  /** The id of the box with which a product is held. */
  private static String boxOf(Browser browser, String product) {
    return (String)
        browser.script(
            "return [...document.querySelectorAll('.boxes label')]"
                + ".find(label => label.textContent.trim() === '"
                + product
                + "').htmlFor");
  }
}
