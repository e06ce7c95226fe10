package org.bankrs.job.bundle;

import java.io.IOException;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Stands for a stage while its pipeline is saved: told where to, it remembers the place, and saves
 * when it is asked to. It is not saved itself.
 */
final class SavedLater extends Transformer implements MLWritable {
  private static final long serialVersionUID = 1L;

  private final transient MLWritable stage;
  private final String uid;
  private String place = "";

  SavedLater(MLWritable stage) {
    this.stage = stage;
    this.uid = ((Identifiable) stage).uid();
  }

  /** Saves the stage where Spark wanted it. */
  void save() throws IOException {
    stage.save(place);
  }

  @Override
  public MLWriter write() {
    return new MLWriter() {
      @Override
      public void saveImpl(String path) {
        place = path;
      }
    };
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public Dataset<Row> transform(Dataset<?> rows) {
    throw new UnsupportedOperationException("stands for " + uid + " while it is saved");
  }

  @Override
  public StructType transformSchema(StructType schema) {
    throw new UnsupportedOperationException("stands for " + uid + " while it is saved");
  }

  @Override
  public Transformer copy(ParamMap extra) {
    return this;
  }
}
