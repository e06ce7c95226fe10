package org.bankrs.mllib.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.bankrs.mllib.ModelFormatException;

/**
 * The checksums that Hadoop's local file system keeps beside a file as {@code .NAME.crc}: the bytes
 * "crc" and 0, the chunk size, then one CRC-32 for each chunk. Spark refuses a file that does not
 * match; so does this. Other file systems keep none.
 */
final class HadoopChecksum {

  private static final int MAGIC = 'c' << 24 | 'r' << 16 | 'c' << 8;
  private static final int HEADER_BYTES = 8;

  private HadoopChecksum() {}

  static void verify(Path file, byte[] bytes) throws IOException {
    Path checksums = file.resolveSibling("." + file.getFileName() + ".crc");
    if (!Files.exists(checksums)) {
      return;
    }
    ByteBuffer expected = ByteBuffer.wrap(Files.readAllBytes(checksums));
    if (expected.remaining() < HEADER_BYTES || expected.getInt() != MAGIC) {
      throw new ModelFormatException(checksums + ": damaged; expected Hadoop's checksums");
    }
    int chunkSize = expected.getInt();
    if (chunkSize <= 0 || expected.remaining() != 4 * chunks(bytes.length, chunkSize)) {
      throw new ModelFormatException(
          file + ": its length does not fit the checksums in " + checksums.getFileName());
    }
    CRC32 crc = new CRC32();
    for (int start = 0; start < bytes.length; start += chunkSize) {
      crc.reset();
      crc.update(bytes, start, Math.min(chunkSize, bytes.length - start));
      if ((int) crc.getValue() != expected.getInt()) {
        throw new ModelFormatException(
            file
                + ": damaged from byte "
                + start
                + " on; expected what the checksums in "
                + checksums.getFileName()
                + " say");
      }
    }
  }

  private static long chunks(int length, int chunkSize) {
    return ((long) length + chunkSize - 1) / chunkSize;
  }
}
