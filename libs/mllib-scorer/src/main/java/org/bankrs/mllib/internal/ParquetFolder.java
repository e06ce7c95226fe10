package org.bankrs.mllib.internal;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ColumnReaders;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.schema.ColumnProjection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.bankrs.mllib.ModelFormatException;

/** Reads a folder of Parquet files batch by batch. */
final class ParquetFolder {

  /** Small, because hardwood sets aside that many values of each column whatever the file holds. */
  private static final int BATCH_SIZE = 4096;

  /** More than Spark puts into one part: it starts another from some 128 MB on. */
  private static final long MAX_BYTES = 512L << 20;

  private static final int PATIENCE_SECONDS = 120;

  private ParquetFolder() {}

  /** Hands all rows of all parts to the consumer; it must not keep a batch. */
  static void forEachBatch(Path folder, Consumer<ParquetBatch> consumer) {
    for (Path part : PartFiles.list(folder)) {
      ByteBuffer bytes = PartFiles.read(part, MAX_BYTES);
      // On a thread of its own: damage can stop one of hardwood's threads while another waits for
      // it.
      FutureTask<Void> task = new FutureTask<>(() -> read(bytes, consumer), null);
      Thread.ofVirtual().name("read " + part).start(task);
      await(task, part);
    }
  }

  /** Hands over the batch with the only row of a folder. */
  static void onlyRow(Path folder, Consumer<ParquetBatch> consumer) {
    int[] rows = {0};
    forEachBatch(
        folder,
        batch -> {
          rows[0] += batch.rows();
          if (rows[0] == 1) {
            consumer.accept(batch);
          }
        });
    if (rows[0] != 1) {
      throw new ModelFormatException(folder + ": holds " + rows[0] + " rows; expected one");
    }
  }

  private static void read(ByteBuffer bytes, Consumer<ParquetBatch> consumer) {
    try (ParquetFileReader file = ParquetFileReader.open(InputFile.of(bytes));
        ColumnReaders columns =
            file.buildColumnReaders(ColumnProjection.all()).batchSize(BATCH_SIZE).build()) {
      while (columns.nextBatch()) {
        consumer.accept(new ParquetBatch(columns));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private static void await(FutureTask<Void> task, Path part) {
    try {
      task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ModelFormatException refusal) {
        throw refusal;
      }
      // hardwood reports damage by many exceptions, and a false size may ask for too much memory.
      throw new ModelFormatException(
          part + ": damaged, or not the Parquet file that Spark writes here: " + e.getCause(),
          e.getCause());
    } catch (TimeoutException e) {
      task.cancel(true);
      throw new ModelFormatException(
          part + ": damaged: not read within " + PATIENCE_SECONDS + " seconds", e);
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      throw new ModelFormatException(part + ": interrupted while reading", e);
    }
  }
}
