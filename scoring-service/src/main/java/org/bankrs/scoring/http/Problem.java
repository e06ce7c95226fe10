package org.bankrs.scoring.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalLong;
import org.bankrs.scoring.row.FieldError;

/**
 * An error as RFC 9457 has it. Beside the members of the RFC: {@code row}, the row's index from 0
 * where there are several; {@code field} and {@code expected} of the first wrong field; {@code
 * errors}, all wrong fields.
 *
 * @param type the kind of error
 * @param detail one clear sentence about this case
 * @param row the row's index from 0, empty when there is only one
 * @param errors what is wrong with the fields, empty when the error is not about a row
 */
record Problem(ProblemType type, String detail, OptionalLong row, List<FieldError> errors) {
  /** The media type of problems. */
  static final String MEDIA_TYPE = "application/problem+json";

  private static final JsonFactory JSON = new JsonFactory();

  Problem {
    errors = List.copyOf(errors);
  }

  /** An error that is not about a row. */
  static Problem of(ProblemType type, String detail) {
    return new Problem(type, detail, OptionalLong.empty(), List.of());
  }

  /** An error about one named thing, such as a query parameter. */
  static Problem of(ProblemType type, FieldError error) {
    return new Problem(type, error.detail(), OptionalLong.empty(), List.of(error));
  }

  /** An error of a row. */
  static Problem ofRow(OptionalLong row, List<FieldError> errors) {
    String details = String.join("; ", errors.stream().map(FieldError::detail).toList());
    String place = row.isPresent() ? "row " + row.getAsLong() + ": " : "";
    return new Problem(ProblemType.INVALID_ROW, place + details, row, errors);
  }

  /** The same error at a row's index. */
  Problem at(OptionalLong index) {
    return new Problem(type, detail, index, errors);
  }

  /** Writes the problem as one JSON object. */
  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", type.uri());
    json.writeStringField("title", type.title());
    json.writeNumberField("status", type.status());
    json.writeStringField("detail", detail);
    if (row.isPresent()) {
      json.writeNumberField("row", row.getAsLong());
    }
    if (!errors.isEmpty()) {
      writeField(json, errors.get(0));
      json.writeArrayFieldStart("errors");
      for (FieldError error : errors) {
        json.writeStartObject();
        writeField(json, error);
        json.writeStringField("detail", error.detail());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void writeField(JsonGenerator json, FieldError error) throws IOException {
    if (!error.field().isEmpty()) {
      json.writeStringField("field", error.field());
    }
    json.writeStringField("expected", error.expected());
  }

  /** The problem as JSON. */
  byte[] toJson() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
