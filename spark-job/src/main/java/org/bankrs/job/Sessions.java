package org.bankrs.job;

import com.globalmentor.apache.hadoop.fs.BareLocalFileSystem;
import java.util.Map;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/**
 * Makes the Spark session: embedded when nothing says otherwise, the cluster's under spark-submit.
 */
public final class Sessions {
  private Sessions() {}

  /** Does some work in a session; one that was not open before is closed afterwards. */
  public static <T> T with(Map<String, String> environment, Function<SparkSession, T> work) {
    boolean mine = SparkSession.getDefaultSession().isEmpty();
    SparkSession session = open(environment);
    try {
      return work.apply(session);
    } finally {
      if (mine) {
        session.stop();
      }
    }
  }

  /**
   * A session with the settings that the job relies on.
   *
   * <p>Credentials of S3 come from the environment only: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY,
   * AWS_SESSION_TOKEN, AWS_REGION and, for servers other than Amazon's, AWS_ENDPOINT_URL. They are
   * handed to the executors by Spark's Hadoop configuration, whose keys Spark hides from its pages
   * and logs.
   */
  public static SparkSession open(Map<String, String> environment) {
    SparkConf conf = new SparkConf();
    boolean embedded = !conf.contains("spark.master");
    if (embedded) {
      conf.setMaster("local[*]")
          .set("spark.driver.host", "127.0.0.1")
          .set("spark.driver.bindAddress", "127.0.0.1")
          .set("spark.ui.enabled", "false");
      localFiles(conf);
    }
    conf.setIfMissing("spark.app.name", "bank-rs")
        .set("spark.sql.session.timeZone", "UTC")
        .setIfMissing("spark.ui.showConsoleProgress", "false")
        // Trees of neighbouring products share nothing, so their jobs may interleave.
        .setIfMissing("spark.scheduler.mode", "FAIR")
        // The JVM never compiles a method of more bytes than that. Spark's one method for a panel
        // row has more; told so, Spark takes many small ones instead.
        .setIfMissing("spark.sql.codegen.hugeMethodLimit", "8000");
    s3(conf, environment);
    SparkSession session = SparkSession.builder().config(conf).getOrCreate();
    // What fails is told once, by the command; a cluster's operator may want Spark's own words as
    // well.
    session.sparkContext().setLogLevel(embedded ? "OFF" : "ERROR");
    return session;
  }

  /**
   * Hadoop's settings for what reads files but runs no job: no cluster need have room for it.
   *
   * @param environment where S3's credentials are looked up, as for {@link #open}
   */
  public static Configuration files(Map<String, String> environment) {
    SparkConf conf = new SparkConf();
    localFiles(conf);
    s3(conf, environment);
    Configuration configuration = new Configuration();
    for (Tuple2<String, String> setting : conf.getAllWithPrefix("spark.hadoop.")) {
      configuration.set(setting._1(), setting._2());
    }
    return configuration;
  }

  /**
   * Permissions of local files are set and read in this JVM: a bundle has hundreds of files, and
   * without its native library Hadoop starts a program or two for each. Not on a cluster, whose
   * executors open files before they have the job's jar.
   */
  private static void localFiles(SparkConf conf) {
    conf.setIfMissing("spark.hadoop.fs.file.impl", BareLocalFileSystem.class.getName());
  }

  private static void s3(SparkConf conf, Map<String, String> environment) {
    copy(conf, environment, "AWS_ACCESS_KEY_ID", "spark.hadoop.fs.s3a.access.key");
    copy(conf, environment, "AWS_SECRET_ACCESS_KEY", "spark.hadoop.fs.s3a.secret.key");
    copy(conf, environment, "AWS_SESSION_TOKEN", "spark.hadoop.fs.s3a.session.token");
    copy(conf, environment, "AWS_REGION", "spark.hadoop.fs.s3a.endpoint.region");
    String endpoint = environment.getOrDefault("AWS_ENDPOINT_URL", "");
    if (!endpoint.isBlank()) {
      conf.set("spark.hadoop.fs.s3a.endpoint", endpoint)
          .set("spark.hadoop.fs.s3a.path.style.access", "true")
          .set(
              "spark.hadoop.fs.s3a.connection.ssl.enabled",
              String.valueOf(endpoint.startsWith("https")))
          .setIfMissing("spark.hadoop.fs.s3a.endpoint.region", "us-east-1");
    }
    conf.setIfMissing("spark.hadoop.fs.s3a.attempts.maximum", "3")
        .setIfMissing("spark.hadoop.fs.s3a.retry.limit", "3")
        .setIfMissing("spark.hadoop.fs.s3a.connection.establish.timeout", "5s")
        // The magic committer writes each file once, at its final place, visible when the job ends.
        .set("spark.hadoop.fs.s3a.committer.name", "magic")
        .set("spark.hadoop.fs.s3a.committer.magic.enabled", "true")
        .set(
            "spark.hadoop.mapreduce.outputcommitter.factory.scheme.s3a",
            "org.apache.hadoop.fs.s3a.commit.S3ACommitterFactory")
        .set(
            "spark.sql.sources.commitProtocolClass",
            "org.apache.spark.internal.io.cloud.PathOutputCommitProtocol")
        .set(
            "spark.sql.parquet.output.committer.class",
            "org.apache.spark.internal.io.cloud.BindingParquetOutputCommitter");
  }

  private static void copy(
      SparkConf conf, Map<String, String> environment, String variable, String key) {
    String value = environment.getOrDefault(variable, "");
    if (!value.isBlank()) {
      conf.set(key, value);
    }
  }
}
