package org.bankrs.job.bundle;

import org.apache.hadoop.conf.Configuration;

/** A program that begins a bundle, says so, and then waits to be ended. */
final class UnfinishedBundle {
  private UnfinishedBundle() {}

  public static void main(String[] args) throws InterruptedException {
    try (BundleWriter bundle = BundleWriter.begin(new Configuration(), args[0])) {
      bundle.write("report.html", "half of it");
      System.out.println("begun");
      Thread.currentThread().join();
    }
  }
}
