package org.bankrs.gbt;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.ml.attribute.NumericAttribute;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Rows with rare labels that hang together with the features: {@code features}, {@code labels} (bit
 * mask), {@code eligible} (bit mask) and {@code validation}.
 *
 * @param continuous features; one in four has many values, one in four is mostly a missing mark,
 *     one in four is 0 or 1, one in four has ten values
 * @param arities of the categorical features, which follow the continuous ones
 * @param labels how many
 * @param rate of positives, about
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record SimulatedRows(int continuous, int[] arities, int labels, double rate)
    implements Serializable {

  static final StructType SCHEMA_WITHOUT_ATTRIBUTES =
      new StructType()
          .add("features", SQLDataTypes.VectorType())
          .add("labels", DataTypes.LongType)
          .add("eligible", DataTypes.LongType)
          .add("validation", DataTypes.BooleanType);

  /** Rows that are made where they are needed. */
  Dataset<Row> dataset(SparkSession spark, int rows, int partitions, long seed) {
    List<Integer> parts = IntStream.range(0, partitions).boxed().toList();
    SimulatedRows self = this;
    int each = rows / partitions;
    JavaRDD<Row> rdd =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(parts, partitions)
            .flatMap(part -> self.rows(each, seed + part).iterator());
    return spark.createDataFrame(rdd, schema());
  }

  /** The same columns with the attributes of the features. */
  StructType schema() {
    Attribute[] attributes = new Attribute[continuous + arities.length];
    for (int f = 0; f < attributes.length; f++) {
      attributes[f] =
          f < continuous
              ? NumericAttribute.defaultAttr().withName("number_" + f)
              : NominalAttribute.defaultAttr()
                  .withName("category_" + f)
                  .withNumValues(arities[f - continuous]);
    }
    Metadata metadata = new AttributeGroup("features", attributes).toMetadata();
    StructField features = new StructField("features", SQLDataTypes.VectorType(), false, metadata);
    StructField[] fields = SCHEMA_WITHOUT_ATTRIBUTES.fields().clone();
    fields[0] = features;
    return new StructType(fields);
  }

  /** So many rows. */
  List<Row> rows(int count, long seed) {
    Random random = new Random(seed);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(row(random));
    }
    return rows;
  }

  private Row row(Random random) {
    double[] x = new double[continuous + arities.length];
    for (int f = 0; f < continuous; f++) {
      x[f] =
          switch (f % 4) {
            case 0 -> random.nextGaussian();
            case 1 -> random.nextDouble() < 0.8 ? -999 : random.nextGaussian();
            case 2 -> random.nextInt(2);
            default -> random.nextInt(10);
          };
    }
    for (int f = 0; f < arities.length; f++) {
      double u = random.nextDouble();
      x[continuous + f] = (int) (u * u * arities[f]);
    }
    long labelBits = 0;
    for (int label = 0; label < labels; label++) {
      int n = x.length;
      double logit = Math.log(rate / (1 - rate)) - 0.5;
      logit += 0.8 * Math.max(-2, Math.min(2, x[label % n]));
      logit += x[(label + 5) % n] > 1 ? 0.7 : -0.2;
      logit += (int) x[(label + continuous) % n] % 3 == 1 ? 0.9 : 0;
      if (random.nextDouble() < 1 / (1 + Math.exp(-logit))) {
        labelBits |= 1L << label;
      }
    }
    long eligible = -1;
    for (int label = 0; label < labels; label++) {
      if (random.nextInt(10) == 0) {
        eligible &= ~(1L << label);
      }
    }
    return RowFactory.create(Vectors.dense(x), labelBits, eligible, random.nextInt(5) == 0);
  }
}
