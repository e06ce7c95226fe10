package org.bankrs.scoring.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;
import org.bankrs.schema.Product;
import org.bankrs.schema.SnapshotMonth;

/**
 * What a bundle says of itself.
 *
 * @param model name of the model
 * @param version version of the model
 * @param createdAt when the bundle was written
 * @param trainingMonth the newest month whose rows the model was trained on
 * @param checksums SHA-256 in hex of every file but the manifest, by path in the bundle
 * @param document the whole manifest as it was read
 */
public record Manifest(
    String model,
    String version,
    Instant createdAt,
    SnapshotMonth trainingMonth,
    Map<String, String> checksums,
    ObjectNode document) {
  static final String FILE = "manifest.json";
  static final int FORMAT = 1;
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  /** Copies what could change. */
  public Manifest {
    checksums = Map.copyOf(checksums);
    document = document.deepCopy();
  }

  /** The whole manifest; a copy. */
  @Override
  public ObjectNode document() {
    return document.deepCopy();
  }

  /**
   * Reads the manifest of a bundle.
   *
   * @throws BundleException when it is missing, damaged or of another format
   */
  static Manifest read(Path bundle) {
    JsonFields fields = JsonFields.read(bundle.resolve(FILE), FILE);
    if (fields.wholeNumber("format") != FORMAT) {
      throw fields.wrong("format", "%d, the only one known here".formatted(FORMAT));
    }
    if (!fields.texts("products").equals(Product.ALL.stream().map(Product::code).toList())) {
      throw fields.wrong("products", "the 24 codes in the order of the raw file");
    }
    return new Manifest(
        fields.text("model"),
        fields.text("version"),
        instant(fields, "createdAt"),
        lastMonth(fields.object("months"), "train"),
        checksums(fields.object("checksums")),
        fields.node());
  }

  private static Instant instant(JsonFields fields, String field) {
    try {
      return Instant.parse(fields.text(field));
    } catch (DateTimeParseException e) {
      throw fields.wrong(field, "a time such as 2026-11-24T11:00:00Z");
    }
  }

  private static SnapshotMonth lastMonth(JsonFields months, String field) {
    List<String> texts = months.texts(field);
    try {
      return texts.stream().map(SnapshotMonth::parse).max(SnapshotMonth::compareTo).orElseThrow();
    } catch (DateTimeParseException | NoSuchElementException e) {
      throw months.wrong(field, "at least one month such as 2016-04");
    }
  }

  private static Map<String, String> checksums(JsonFields fields) {
    Map<String, String> checksums = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : fields.node().properties()) {
      String checksum = entry.getValue().asText();
      if (!SHA_256.matcher(checksum).matches()) {
        throw fields.wrong(entry.getKey(), "a SHA-256 of 64 hex digits");
      }
      checksums.put(entry.getKey(), checksum);
    }
    return checksums;
  }
}
