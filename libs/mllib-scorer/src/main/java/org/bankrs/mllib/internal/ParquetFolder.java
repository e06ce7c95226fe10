package org.bankrs.mllib.internal;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.hardwood.row.StructAccessor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.bankrs.mllib.ModelFormatException;

/** Reads the rows of a folder of Parquet files. */
final class ParquetFolder {

  private ParquetFolder() {}

  /** Hands every row of every part to the consumer, which must not keep it. */
  static void forEachRow(Path folder, Consumer<StructAccessor> consumer) {
    for (Path part : PartFiles.list(folder)) {
      readPart(part, consumer);
    }
  }

  /** Hands over the only row of a folder. */
  static void onlyRow(Path folder, Consumer<StructAccessor> consumer) {
    int[] rows = {0};
    forEachRow(
        folder,
        row -> {
          if (rows[0]++ == 0) {
            consumer.accept(row);
          }
        });
    if (rows[0] != 1) {
      throw new ModelFormatException(folder + ": holds " + rows[0] + " rows; expected one");
    }
  }

  private static void readPart(Path part, Consumer<StructAccessor> consumer) {
    try (ParquetFileReader file = ParquetFileReader.open(InputFile.of(PartFiles.read(part)));
        RowReader rows = file.rowReader()) {
      while (rows.hasNext()) {
        rows.next();
        consumer.accept(rows);
      }
    } catch (ModelFormatException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // hardwood reports damage by many exceptions; all of them mean that the file is not right.
      throw new ModelFormatException(
          part + ": damaged, or not the Parquet file that Spark writes here: " + e, e);
    }
  }
}
