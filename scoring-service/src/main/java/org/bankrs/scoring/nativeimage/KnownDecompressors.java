package org.bankrs.scoring.nativeimage;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import dev.hardwood.internal.compression.Decompressor;
import dev.hardwood.internal.compression.DecompressorFactory;
import dev.hardwood.internal.compression.SnappyDecompressor;
import dev.hardwood.internal.compression.UncompressedDecompressor;
import dev.hardwood.metadata.CompressionCodec;

/**
 * Takes the place of hardwood's own choice of decompressors, which names classes of libraries that
 * are not there: a native executable is linked as a whole. Spark writes its models with Snappy.
 */
@TargetClass(DecompressorFactory.class)
final class KnownDecompressors {
  private KnownDecompressors() {}

  /** The decompressor of a codec. */
  @Substitute
  public Decompressor getDecompressor(CompressionCodec codec) {
    return switch (codec) {
      case SNAPPY -> new SnappyDecompressor();
      case UNCOMPRESSED -> new UncompressedDecompressor();
      case GZIP, LZO, BROTLI, LZ4, ZSTD, LZ4_RAW ->
          throw new UnsupportedOperationException(
              "the codec %s: expected SNAPPY or UNCOMPRESSED".formatted(codec));
    };
  }
}
