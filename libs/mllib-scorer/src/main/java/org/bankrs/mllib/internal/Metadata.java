package org.bankrs.mllib.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.bankrs.mllib.ModelFormatException;

/**
 * The JSON that Spark keeps for a pipeline or a stage: its class and its params. A param that was
 * set hides the default of the same name.
 *
 * @param folder of the stage, to say where something is wrong
 * @param className Spark's class
 * @param json all of it
 */
record Metadata(Path folder, String className, JsonNode json) {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Room for tens of thousands of columns. */
  private static final long MAX_BYTES = 16L << 20;

  private static final String SUPPORTED_VERSION = "4.";

  /** Reads the metadata of the pipeline or stage in a folder; its version must be supported. */
  static Metadata read(Path folder) {
    Path where = folder.resolve("metadata");
    JsonNode json = parse(where);
    Metadata metadata = new Metadata(folder, text(json, "class", where), json);
    String version = text(json, "sparkVersion", where);
    if (!version.startsWith(SUPPORTED_VERSION)) {
      throw new ModelFormatException(
          "%s: written by Spark %s; supported is Spark %sx"
              .formatted(where, version, SUPPORTED_VERSION));
    }
    for (String map : List.of("paramMap", "defaultParamMap")) {
      if (!json.path(map).isObject()) {
        throw new ModelFormatException(where + ": '" + map + "' is not an object with the params");
      }
    }
    return metadata;
  }

  private static JsonNode parse(Path where) {
    StringBuilder content = new StringBuilder();
    for (Path part : PartFiles.list(where)) {
      try {
        ByteBuffer bytes = PartFiles.read(part, MAX_BYTES);
        content.append(StandardCharsets.UTF_8.newDecoder().decode(bytes));
      } catch (CharacterCodingException e) {
        throw new ModelFormatException(part + ": not UTF-8; expected one line of JSON", e);
      }
    }
    try {
      return MAPPER.readTree(content.toString());
    } catch (JsonProcessingException e) {
      throw new ModelFormatException(
          where + ": expected one line of JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static String text(JsonNode json, String name, Path where) {
    JsonNode value = json.path(name);
    if (!value.isTextual()) {
      throw new ModelFormatException(where + ": no text '" + name + "' in the metadata");
    }
    return value.textValue();
  }

  /** Refuses every param that is not named here: it might change what the stage answers. */
  void expectOnly(String... params) {
    expectOnly(List.of(params), List.of(), List.of());
  }

  /** Refuses every param that is in none of the lists. */
  void expectOnly(List<String> some, List<String> others, List<String> more) {
    Set<String> expected = new TreeSet<>(some);
    expected.addAll(others);
    expected.addAll(more);
    for (String map : List.of("paramMap", "defaultParamMap")) {
      json.get(map)
          .fieldNames()
          .forEachRemaining(
              name -> {
                if (!expected.contains(name)) {
                  throw new ModelFormatException(
                      "%s: param '%s' of %s is not supported; supported are %s"
                          .formatted(folder, name, className, String.join(", ", expected)));
                }
              });
    }
  }

  /** A param if it was set or has a default. */
  private Optional<JsonNode> find(String param) {
    JsonNode set = json.get("paramMap").path(param);
    JsonNode value = set.isMissingNode() ? json.get("defaultParamMap").path(param) : set;
    return value.isMissingNode() ? Optional.empty() : Optional.of(value);
  }

  /** Whether a param was set, not only given a default. */
  boolean isSet(String param) {
    return json.get("paramMap").has(param);
  }

  /** A text; it must be there. */
  String text(String param) {
    return required(param, JsonNodeType.STRING).textValue();
  }

  /** One of a few texts; it must be there. */
  String choice(String param, String... choices) {
    String value = text(param);
    if (!List.of(choices).contains(value)) {
      throw wrong(param, "'" + value + "'", "one of " + String.join(", ", choices));
    }
    return value;
  }

  /** A list of texts; it must be there. */
  List<String> texts(String param) {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : required(param, JsonNodeType.ARRAY)) {
      if (!element.isTextual()) {
        throw wrong(param, element.toString(), "texts only");
      }
      texts.add(element.textValue());
    }
    return List.copyOf(texts);
  }

  /** The names under either the param for several columns or the one for a single column. */
  List<String> columns(String single, String several) {
    return isSet(single) ? List.of(text(single)) : texts(several);
  }

  /** True or false; it must be there. */
  boolean flag(String param) {
    return required(param, JsonNodeType.BOOLEAN).booleanValue();
  }

  /** A double, which Spark writes as a text where JSON has no number for it; it must be there. */
  double number(String param) {
    JsonNode value = find(param).orElseThrow(() -> absent(param));
    return toDouble(param, value);
  }

  /** A list of doubles, if there is one. */
  Optional<List<Double>> numbers(String param) {
    if (find(param).isEmpty()) {
      return Optional.empty();
    }
    List<Double> numbers = new ArrayList<>();
    for (JsonNode element : required(param, JsonNodeType.ARRAY)) {
      numbers.add(toDouble(param, element));
    }
    return Optional.of(List.copyOf(numbers));
  }

  /** A list of lists of doubles; it must be there. */
  List<List<Double>> numberLists(String param) {
    List<List<Double>> lists = new ArrayList<>();
    for (JsonNode list : required(param, JsonNodeType.ARRAY)) {
      List<Double> numbers = new ArrayList<>();
      for (JsonNode element : list) {
        numbers.add(toDouble(param, element));
      }
      lists.add(List.copyOf(numbers));
    }
    return List.copyOf(lists);
  }

  /** An integer that the stage keeps beside its params. */
  int integer(String name) {
    JsonNode value = json.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw new ModelFormatException(folder + ": no integer '" + name + "' in the metadata");
    }
    return value.intValue();
  }

  private double toDouble(String param, JsonNode value) {
    if (value.isNumber()) {
      return value.doubleValue();
    }
    return switch (value.asText()) {
      case "NaN" -> Double.NaN;
      case "Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> throw wrong(param, value.toString(), "a number, \"NaN\", \"Inf\" or \"-Inf\"");
    };
  }

  private JsonNode required(String param, JsonNodeType type) {
    JsonNode value = find(param).orElseThrow(() -> absent(param));
    if (value.getNodeType() != type) {
      throw wrong(param, value.toString(), "a JSON " + type);
    }
    return value;
  }

  private ModelFormatException absent(String param) {
    return new ModelFormatException(folder + ": " + className + " has no param '" + param + "'");
  }

  private ModelFormatException wrong(String param, String found, String expected) {
    return new ModelFormatException(
        "%s: param '%s' of %s is %s; expected %s"
            .formatted(folder, param, className, found, expected));
  }

  /** Where and what, for messages. */
  String where() {
    return folder.toString();
  }
}
