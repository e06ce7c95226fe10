package org.bankrs.gbt;

import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * Times a training; not a test. Arguments: rows, rounds, partitions, repetitions, boosting, sample
 * size. The features are those of 46 columns of a bank.
 */
final class MeasureTraining {
  private MeasureTraining() {}

  public static void main(String[] arguments) {
    int rows = Integer.parseInt(arguments[0]);
    int rounds = Integer.parseInt(arguments[1]);
    int partitions = Integer.parseInt(arguments[2]);
    int repetitions = Integer.parseInt(arguments[3]);
    SparkSession spark = TestSpark.session();
    int[] arities = {
      3, 5, 5, 6, 6, 12, 19, 53, 53, 118, 160, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2,
      2, 2, 2, 2, 2, 2, 2, 2, 2
    };
    SimulatedRows simulated = new SimulatedRows(8, arities, 24, 0.002);
    Dataset<Row> data =
        simulated.dataset(spark, rows, partitions, 1).persist(StorageLevel.MEMORY_ONLY());
    System.out.println("rows " + data.count());
    for (int repetition = 0; repetition < repetitions; repetition++) {
      long begin = System.nanoTime();
      long cpu = cpu();
      MultilabelGbtModel model =
          new MultilabelGbtClassifier()
              .setLabelNames(
                  IntStream.range(0, 24).mapToObj(i -> "label" + i).toArray(String[]::new))
              .setEligibilityCol("eligible")
              .setBoosting(arguments[4])
              .setMaxIter(rounds)
              .setSampleSize(Integer.parseInt(arguments[5]))
              .setRoundListener(
                  (done, all, growing, left) -> {
                    if (done <= 2) {
                      System.out.printf(
                          "  round %d after %.2f s%n", done, (System.nanoTime() - begin) / 1e9);
                    }
                  })
              .fit(data);
      System.out.printf(
          "%.2f s wall, %.2f s CPU, first tree of label 0: %s%n",
          (System.nanoTime() - begin) / 1e9,
          (cpu() - cpu) / 1e9,
          model.models().get(0).trees()[1].toDebugString().lines().skip(1).findFirst().orElse(""));
    }
    spark.stop();
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean)
            java.lang.management.ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
