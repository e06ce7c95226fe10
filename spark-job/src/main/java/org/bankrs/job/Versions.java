package org.bankrs.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** The versions that a model was made with. */
public final class Versions {
  private Versions() {}

  /** This project's version and source revision, Spark's and Java's. */
  public static Map<String, String> all() {
    Properties build = new Properties();
    try (InputStream in = Versions.class.getResourceAsStream("build.properties")) {
      if (in != null) {
        build.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the build's properties", e);
    }
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("bankrs", build.getProperty("version", "unknown"));
    versions.put("git", build.getProperty("git", "unknown"));
    versions.put("spark", org.apache.spark.package$.MODULE$.SPARK_VERSION());
    versions.put("java", System.getProperty("java.version"));
    return versions;
  }
}
