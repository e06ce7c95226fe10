package org.bankrs.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.bankrs.schema.RawSchema;

/** Raw texts as the JSON object that the service takes. */
final class RowJson {
  private static final JsonFactory JSON = new JsonFactory();

  private RowJson() {}

  /**
   * The object of a row, in UTF-8.
   *
   * @param texts the 48 texts
   * @param more names and values of further fields, in turn
   */
  static byte[] of(String[] texts, String... more) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      for (int position = 0; position < texts.length; position++) {
        json.writeStringField(RawSchema.NAMES.get(position), texts[position]);
      }
      for (int i = 0; i < more.length; i += 2) {
        json.writeStringField(more[i], more[i + 1]);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be written", e);
    }
    return bytes.toByteArray();
  }
}
