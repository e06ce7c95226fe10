package org.bankrs.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bankrs.testservices.Eventually;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;

/** A headless Chromium, driven as a person would. */
final class Browser implements AutoCloseable {
  private static final String AXE = "/axe.min.js";
  private static final Path PICTURES = Repository.ROOT.resolve("end-to-end/target/pictures");

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ChromeDriver driver;

  private Browser(ChromeOptions options) {
    options.setBinary(program("chromium", "chromium-browser", "google-chrome").toFile());
    // Tests may run as root, and in a container with a small /dev/shm.
    options.addArguments(
        "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--lang=en");
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(program("chromedriver").toFile())
            .usingAnyFreePort()
            .build();
    this.driver = new ChromeDriver(service, options);
  }

  /** One on a desk. */
  static Browser desktop() {
    ChromeOptions options = new ChromeOptions();
    options.addArguments("--window-size=1280,1000");
    return new Browser(options);
  }

  /** One on a phone of 390 by 844 points. */
  static Browser phone() {
    ChromeOptions options = new ChromeOptions();
    options.setExperimentalOption(
        "mobileEmulation",
        Map.of("deviceMetrics", Map.of("width", 390, "height", 844, "pixelRatio", 2.0)));
    return new Browser(options);
  }

  /** One on a desk that runs no script of a page. */
  static Browser withoutScripts() {
    Browser browser = desktop();
    browser.driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", true));
    return browser;
  }

  private static Path program(String... names) {
    List<String> folders = List.of(System.getenv("PATH").split(":"));
    return Stream.of(names)
        .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "none of %s is installed: expected Debian's chromium and chromium-driver"
                        .formatted(List.of(names))));
  }

  void open(URI page) {
    driver.get(page.toString());
  }

  /** The address of the page that is open. */
  URI address() {
    return URI.create(driver.getCurrentUrl());
  }

  WebElement find(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  /** The texts of all elements. */
  List<String> texts(String selector) {
    return driver.findElements(By.cssSelector(selector)).stream().map(WebElement::getText).toList();
  }

  /** Writes into a control in place of what is there. */
  void write(String selector, String text) {
    WebElement control = find(selector);
    control.clear();
    control.sendKeys(text);
  }

  /** Does what leads to another page, and waits until that is there. */
  void follow(Runnable action) {
    WebElement page = find("html");
    action.run();
    Eventually.await("another page", PATIENCE, () -> isGone(page));
  }

  private static boolean isGone(WebElement page) {
    try {
      page.isEnabled();
      return false;
    } catch (StaleElementReferenceException e) {
      return true;
    }
  }

  /** Clicks on what leads to another page. */
  void click(String selector) {
    follow(find(selector)::click);
  }

  void press(CharSequence keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  /** Goes on with the tab key until an element has the focus. */
  void tabTo(String selector) {
    WebElement wanted = find(selector);
    for (int i = 0; i < 100; i++) {
      press(Keys.TAB);
      if (driver.switchTo().activeElement().equals(wanted)) {
        return;
      }
    }
    throw new AssertionError("the tab key never comes to " + selector);
  }

  Object script(String script) {
    return driver.executeScript(script);
  }

  /** Shows the dark colours from now on. */
  void goDark() {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
  }

  /** What axe-core finds wrong with the page for people with disabilities, one line each. */
  List<?> accessibilityProblems() throws IOException {
    try (InputStream source = Browser.class.getResourceAsStream(AXE)) {
      driver.executeScript(new String(source.readAllBytes(), StandardCharsets.UTF_8));
    }
    return (List<?>)
        driver.executeAsyncScript(
            """
            const done = arguments[0];
            axe.run(document).then(found => done(found.violations.map(
                v => v.id + ': ' + v.help + ': ' + v.nodes.map(n => n.html).join(' | '))),
                error => done(['axe failed: ' + error]));
            """);
  }

  /** Keeps a picture of the whole page among the build's output. */
  void picture(String name) throws IOException {
    Map<String, Object> answer =
        driver.executeCdpCommand(
            "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
    Files.createDirectories(PICTURES);
    Files.write(
        PICTURES.resolve(name + ".png"), Base64.getDecoder().decode((String) answer.get("data")));
  }

  @Override
  public void close() {
    driver.quit();
  }
}
