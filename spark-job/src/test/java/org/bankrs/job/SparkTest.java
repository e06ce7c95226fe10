package org.bankrs.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.sql.SparkSession;
import org.bankrs.job.fixtures.SmallSpark;
import scala.jdk.javaapi.CollectionConverters;

/** One Spark session for all tests of a JVM. */
public final class SparkTest {
  private static SparkSession session;
  private static Map<String, String> environment = Map.of();

  private SparkTest() {}

  /** The session, whatever it was opened for; commands under test use it too. */
  public static synchronized SparkSession session() {
    return isOpen() ? session : open(Map.of());
  }

  /**
   * The session for an environment with credentials. It is opened anew where it was opened for
   * another one, with file systems that have not seen others: Hadoop keeps them by their address
   * alone.
   */
  public static synchronized SparkSession session(Map<String, String> environment) {
    if (isOpen() && environment.equals(SparkTest.environment)) {
      return session;
    }
    close();
    return open(environment);
  }

  private static boolean isOpen() {
    return session != null && !session.sparkContext().isStopped();
  }

  private static SparkSession open(Map<String, String> environment) {
    SmallSpark.use();
    SparkTest.environment = environment;
    session = Sessions.open(environment);
    return session;
  }

  private static void close() {
    if (session != null) {
      session.stop();
    }
    try {
      FileSystem.closeAll();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Counts how often files or tables are read: stages that ran and hold a reader. */
  public static final class Scans extends SparkListener implements AutoCloseable {
    private final SparkSession session;
    private final AtomicInteger scans = new AtomicInteger();

    /** Begins to count. */
    public Scans(SparkSession session) {
      this.session = session;
      session.sparkContext().addSparkListener(this);
    }

    @Override
    public void onStageCompleted(SparkListenerStageCompleted stage) {
      boolean reads =
          CollectionConverters.asJava(stage.stageInfo().rddInfos()).stream()
              .anyMatch(rdd -> rdd.name().equals("FileScanRDD") || rdd.name().equals("JDBCRDD"));
      if (reads) {
        scans.incrementAndGet();
      }
    }

    /** How many so far, when all events have arrived. */
    public int count() throws TimeoutException {
      session.sparkContext().listenerBus().waitUntilEmpty();
      return scans.get();
    }

    @Override
    public void close() {
      session.sparkContext().removeSparkListener(this);
    }
  }
}
