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
import scala.jdk.javaapi.CollectionConverters;

/** One Spark session for all tests of a JVM. */
public final class SparkTest {
  private static SparkSession session;

  private SparkTest() {}

  /** The session; opened on the first call; commands under test use it too. */
  public static synchronized SparkSession session() {
    if (session == null || session.sparkContext().isStopped()) {
      session = Sessions.open(Map.of());
    }
    return session;
  }

  /**
   * A session of its own for an environment with credentials, with file systems that have not seen
   * others (Hadoop keeps them by their address alone). The caller stops it.
   */
  public static synchronized SparkSession session(Map<String, String> environment) {
    close();
    return Sessions.open(environment);
  }

  /** Closes the session and all file systems, so that the next one begins anew. */
  public static synchronized void close() {
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
