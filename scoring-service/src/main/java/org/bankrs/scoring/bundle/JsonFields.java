package org.bankrs.scoring.bundle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The fields of a JSON object in a bundle, each demanded with its type.
 *
 * @param place the object's place, for messages
 * @param node the object
 */
record JsonFields(String place, ObjectNode node) {
  private static final ObjectReader READER =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .build()
          .reader();

  /** Reads a file that holds one JSON object. */
  static JsonFields read(Path file, String name) {
    try {
      return of(READER.readTree(Files.readString(file)), name);
    } catch (JsonProcessingException e) {
      throw new BundleException(name + " is not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new BundleException(name + " cannot be read: " + e, e);
    }
  }

  /** Takes a value that must be an object. */
  static JsonFields of(JsonNode value, String place) {
    if (value instanceof ObjectNode object) {
      return new JsonFields(place, object);
    }
    throw wrong(place, value, "an object");
  }

  /** The value of a field, of any type. */
  JsonNode any(String field) {
    return node.path(field);
  }

  JsonFields object(String field) {
    return of(any(field), place + ": " + field);
  }

  String text(String field) {
    JsonNode value = any(field);
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw wrong(field, "a text");
    }
    return value.textValue();
  }

  long wholeNumber(String field) {
    if (!any(field).canConvertToExactIntegral() || !any(field).canConvertToLong()) {
      throw wrong(field, "a whole number");
    }
    return any(field).longValue();
  }

  List<String> texts(String field) {
    return elements(field, JsonNode::isTextual, "an array of texts")
        .map(JsonNode::textValue)
        .toList();
  }

  double[] numbers(String field) {
    return elements(field, JsonNode::isNumber, "an array of numbers")
        .mapToDouble(JsonNode::doubleValue)
        .toArray();
  }

  private Stream<JsonNode> elements(String field, Predicate<JsonNode> type, String expected) {
    JsonNode value = any(field);
    if (!value.isArray() || !stream(value).allMatch(type)) {
      throw wrong(field, expected);
    }
    return stream(value);
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  /** The refusal of a field. */
  BundleException wrong(String field, String expected) {
    return wrong(place + ": " + field, any(field), expected);
  }

  private static BundleException wrong(String place, JsonNode value, String expected) {
    if (value.isMissingNode()) {
      return new BundleException("%s is missing: expected %s".formatted(place, expected));
    }
    String text = value.toString();
    String shown = text.length() <= 60 ? text : text.substring(0, 60) + "...";
    return new BundleException("%s is %s: expected %s".formatted(place, shown, expected));
  }
}
