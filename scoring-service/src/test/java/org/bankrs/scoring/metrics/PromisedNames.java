package org.bankrs.scoring.metrics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bankrs.drift.DriftBins;
import org.bankrs.schema.Feature;
import org.bankrs.schema.Features;
import org.bankrs.schema.Product;

/** The names that docs/metrics.md promises. */
final class PromisedNames {
  private static final Pattern METRIC =
      Pattern.compile("(?m)^\\| `(bank-rs\\.[^`]+)` \\| (gauge|counter|timer) \\|");
  private static final Pattern PARTS = Pattern.compile("(?m)^\\| (`\\.[^|]+) \\| ([a-z, ]+) \\|");
  private static final Map<String, List<String>> PLACEHOLDERS =
      Map.of(
          "<code>",
          List.of("200", "400", "404", "422", "429", "500", "503"),
          "<endpoint>",
          endpoints(),
          "<outcome>",
          List.of("success", "client_error", "shed", "server_error"),
          "<product>",
          Product.ALL.stream().map(Product::code).toList(),
          "<metric>",
          MetricNames.TEST_METRICS,
          "<role>",
          List.of("champion", "challenger"),
          "<feature>",
          Features.ALL.stream().filter(DriftBins::isWatched).map(Feature::name).toList());

  private PromisedNames() {}

  /** What each placeholder stands for. */
  static Map<String, List<String>> placeholders() {
    return PLACEHOLDERS;
  }

  /** Every series that is there from the start. */
  static Set<String> inDocumentation() {
    return names(read().split("## From the training job", 2)[0]);
  }

  /** Every series that the training job sends. */
  static Set<String> ofTheTrainingJob() {
    return names(read().split("## From the training job", 2)[1]);
  }

  private static Set<String> names(String text) {
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

  /** All names that a name with placeholders stands for. */
  private static Stream<String> expand(String name) {
    List<String> names = List.of(name);
    for (Map.Entry<String, List<String>> placeholder : PLACEHOLDERS.entrySet()) {
      names =
          names.stream()
              .flatMap(
                  n ->
                      n.contains(placeholder.getKey())
                          ? placeholder.getValue().stream()
                              .map(value -> n.replace(placeholder.getKey(), value))
                          : Stream.of(n))
              .toList();
    }
    return names.stream();
  }

  private static List<String> endpoints() {
    List<String> endpoints = new ArrayList<>(MetricNames.ENDPOINTS);
    endpoints.add(MetricNames.OTHER_ENDPOINT);
    return endpoints;
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
