package org.bankrs.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.bankrs.schema.RawSchema;

/** A customer's rows as the JSON object that the service takes. */
final class RowJson {
  private static final JsonFactory JSON = new JsonFactory();

  private RowJson() {}

  /**
   * The object of a customer, in UTF-8: the last row, with those before it as its history.
   *
   * @param rows each as its 48 texts
   * @param more names and values of further fields, in turn
   */
  static byte[] of(List<String[]> rows, String... more) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048);
    int last = rows.size() - 1;
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      writeFields(json, rows.get(last));
      for (int i = 0; i < more.length; i += 2) {
        json.writeStringField(more[i], more[i + 1]);
      }
      if (last > 0) {
        json.writeArrayFieldStart("history");
        for (String[] earlier : rows.subList(0, last)) {
          json.writeStartObject();
          writeFields(json, earlier);
          json.writeEndObject();
        }
        json.writeEndArray();
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be written", e);
    }
    return bytes.toByteArray();
  }

  private static void writeFields(JsonGenerator json, String[] texts) throws IOException {
    for (int position = 0; position < texts.length; position++) {
      json.writeStringField(RawSchema.NAMES.get(position), texts[position]);
    }
  }
}
