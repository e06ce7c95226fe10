package org.bankrs.scoring.metrics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bankrs.schema.Product;

/** The names that docs/metrics.md promises. */
final class PromisedNames {
  private static final Pattern METRIC =
      Pattern.compile("(?m)^\\| `(bank-rs\\.[^`]+)` \\| (gauge|counter|timer) \\|");
  private static final Pattern PARTS = Pattern.compile("(?m)^\\| (`\\.[^|]+) \\| ([a-z, ]+) \\|");
  private static final List<String> CODES = List.of("200", "400", "404", "422", "500", "503");

  private PromisedNames() {}

  /** Every series that is there from the start. */
  static Set<String> inDocumentation() {
    String text = read();
    Set<String> names = new TreeSet<>();
    for (MatchResult metric : METRIC.matcher(text).results().toList()) {
      for (String name : expand(metric.group(1)).toList()) {
        for (String part : parts(text, metric.group(2))) {
          names.add(name + part);
        }
      }
    }
    return names;
  }

  private static Stream<String> expand(String name) {
    if (name.contains("<code>")) {
      return CODES.stream().map(code -> name.replace("<code>", code));
    }
    if (name.contains("<endpoint>")) {
      return Stream.concat(MetricNames.ENDPOINTS.stream(), Stream.of(MetricNames.OTHER_ENDPOINT))
          .map(endpoint -> name.replace("<endpoint>", endpoint));
    }
    return Product.ALL.stream()
        .map(product -> name.replace("<product>", product.code()))
        .distinct();
  }

  private static List<String> parts(String text, String kind) {
    if (kind.equals("gauge")) {
      return List.of("");
    }
    return PARTS
        .matcher(text)
        .results()
        .filter(row -> Arrays.asList(row.group(2).split(", ")).contains(kind))
        .flatMap(row -> Arrays.stream(row.group(1).split(", ")))
        .map(part -> part.replace("`", ""))
        .toList();
  }

  private static String read() {
    try {
      return Files.readString(Path.of(System.getProperty("bankrs.docs.metrics")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
