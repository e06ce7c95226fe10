package org.bankrs.job.pipeline;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.CatalystTypeConverters$;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.execution.datasources.parquet.ParquetWriteSupport;
import org.apache.spark.sql.types.StructType;
import scala.Function1;
import scala.collection.immutable.Map$;

/** Parquet files in memory: written with Spark's own schema and metadata, read by Parquet's. */
final class Parquet {
  private Parquet() {}

  /** The file that Spark writes for these rows. */
  static byte[] write(StructType schema, List<Row> rows) {
    Function1<Object, Object> convert =
        CatalystTypeConverters$.MODULE$.createToCatalystConverter(schema);
    MemoryOutput output = new MemoryOutput();
    try (ParquetWriter<InternalRow> writer =
        new SparkWriter(output).withConf(settings(schema)).build()) {
      for (Row row : rows) {
        writer.write((InternalRow) convert.apply(row));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return output.bytes.toByteArray();
  }

  /** What Spark's writer goes by. */
  private static Configuration settings(StructType schema) throws IOException {
    SparkSession session = SparkSession.active();
    Job job = Job.getInstance(session.sparkContext().hadoopConfiguration());
    new ParquetFileFormat().prepareWrite(session, job, Map$.MODULE$.empty(), schema);
    return job.getConfiguration();
  }

  /**
   * The rows of a file.
   *
   * @param name its place, for messages
   */
  static List<Group> read(String name, byte[] content) {
    List<Group> rows = new ArrayList<>();
    try (ParquetReader<Group> reader = new GroupReader(new MemoryInput(content)).build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        rows.add(row);
      }
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException(name + " holds no readable Parquet: " + e, e);
    }
    return rows;
  }

  private static final class SparkWriter extends ParquetWriter.Builder<InternalRow, SparkWriter> {
    SparkWriter(OutputFile file) {
      super(file);
      withCompressionCodec(CompressionCodecName.SNAPPY);
    }

    @Override
    protected SparkWriter self() {
      return this;
    }

    // Deprecated, yet the only one that has to be given.
    @SuppressWarnings("deprecation")
    @Override
    protected WriteSupport<InternalRow> getWriteSupport(Configuration configuration) {
      return new ParquetWriteSupport();
    }
  }

  private static final class GroupReader extends ParquetReader.Builder<Group> {
    GroupReader(InputFile file) {
      super(file);
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }

  private static final class MemoryOutput implements OutputFile {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public PositionOutputStream create(long blockSize) {
      return new PositionOutputStream() {
        @Override
        public long getPos() {
          return bytes.size();
        }

        @Override
        public void write(int b) {
          bytes.write(b);
        }

        @Override
        public void write(byte[] b, int from, int length) {
          bytes.write(b, from, length);
        }
      };
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSize) {
      return create(blockSize);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }

  private static final class MemoryInput implements InputFile {
    private final byte[] content;

    MemoryInput(byte[] content) {
      this.content = content;
    }

    @Override
    public long getLength() {
      return content.length;
    }

    @Override
    public SeekableInputStream newStream() {
      Positioned stream = new Positioned(content);
      return new DelegatingSeekableInputStream(stream) {
        @Override
        public long getPos() {
          return stream.position();
        }

        @Override
        public void seek(long position) {
          stream.seek(position);
        }
      };
    }
  }

  /** Bytes whose reader may go back and forth. */
  private static final class Positioned extends ByteArrayInputStream {
    Positioned(byte[] content) {
      super(content);
    }

    long position() {
      return pos;
    }

    void seek(long position) {
      pos = Math.toIntExact(position);
    }
  }
}
