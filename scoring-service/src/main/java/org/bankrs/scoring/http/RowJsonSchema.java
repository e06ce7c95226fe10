package org.bankrs.scoring.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.bankrs.drift.Reference.Histogram;
import org.bankrs.schema.ProfileColumn;
import org.bankrs.schema.RawColumn;
import org.bankrs.schema.RawSchema;
import org.bankrs.scoring.bundle.ModelBundle;
import org.bankrs.scoring.row.RowReader;

/** The JSON Schema (2020-12) of a raw row, as the model in use knows it. */
final class RowJsonSchema {
  private RowJsonSchema() {}

  static ObjectNode of(ModelBundle model) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "A bank customer in one month");
    schema.put(
        "description",
        "Fields as in the bank's raw file, as texts or numbers. A missing field, null, a blank text and NA are missing values.");
    schema.put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    for (RawColumn column : RawSchema.COLUMNS) {
      properties.set(column.name(), property(column, model));
    }
    ObjectNode history = properties.putObject(RowReader.HISTORY);
    history.put(
        "description",
        "The customer's rows of earlier months, oldest first; any fields, but the month and products");
    history.putArray("type").add("array").add("null");
    ObjectNode items = history.putObject("items").put("$ref", "#");
    items.putArray("required").add(ProfileColumn.SNAPSHOT.column());
    schema.put("additionalProperties", false);
    return schema;
  }

  private static ObjectNode property(RawColumn column, ModelBundle model) {
    ObjectNode property = JsonNodeFactory.instance.objectNode();
    property.put("description", column.meaning());
    switch (column.kind()) {
      case DATE -> {
        types(property, "string", "null");
        property.put("format", "date");
      }
      case CUSTOMER -> types(property, "integer", "string", "null");
      case NUMBER -> {
        types(property, "number", "string", "null");
        if (model.reference().features().get(column.name()) instanceof Histogram histogram) {
          seen(property, histogram);
        }
      }
      case FLAG -> flag(property);
      case CATEGORY -> category(property, model.scorer().categories(column.name()));
    }
    return property;
  }

  /** Most training values lay between the outermost edges; values beyond are taken all the same. */
  private static void seen(ObjectNode property, Histogram histogram) {
    List<Double> edges = histogram.edges();
    if (!edges.isEmpty()) {
      ObjectNode seen = property.putObject("x-seen");
      seen.put("from", edges.get(0));
      seen.put("to", edges.get(edges.size() - 1));
    }
  }

  /** 0 or 1 in JSON's own types, or as a text of the raw file. */
  private static void flag(ObjectNode property) {
    ArrayNode either = property.putArray("anyOf");
    allowed(either.addObject()).add(0).add(1).add(true).add(false).addNull();
    ObjectNode text = either.addObject();
    types(text, "string");
    text.put("pattern", "^\\s*([01](\\.0)?|true|false|NA|NaN|nan|null)?\\s*$");
  }

  /** The known codes, or any other: an unknown one is scored as such. */
  private static void category(ObjectNode property, List<String> known) {
    if (known.isEmpty()) {
      types(property, "string", "number", "null");
      return;
    }
    ArrayNode either = property.putArray("anyOf");
    ObjectNode values = either.addObject();
    values.put("title", "a code that the model knows");
    ArrayNode codes = allowed(values);
    known.forEach(codes::add);
    ObjectNode other = either.addObject();
    other.put("title", "any other code is scored as unknown");
    types(other, "string", "number", "null");
  }

  private static ArrayNode allowed(ObjectNode property) {
    return property.putArray("enum");
  }

  private static void types(ObjectNode property, String... types) {
    ArrayNode names = property.putArray("type");
    for (String type : types) {
      names.add(type);
    }
  }
}
