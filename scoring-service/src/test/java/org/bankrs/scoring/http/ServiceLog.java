package org.bankrs.scoring.http;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Collects what is logged while it is open, by anybody. */
final class ServiceLog extends Handler implements AutoCloseable {
  private static final Logger ROOT = Logger.getLogger("");

  private final List<LogRecord> records = new CopyOnWriteArrayList<>();

  ServiceLog() {
    ROOT.addHandler(this);
  }

  /** The messages of one logger. */
  List<String> of(String logger) {
    return records.stream()
        .filter(entry -> logger.equals(entry.getLoggerName()))
        .map(LogRecord::getMessage)
        .toList();
  }

  /** The messages of errors. */
  List<String> errors() {
    return records.stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
        .map(LogRecord::getMessage)
        .toList();
  }

  @Override
  public void publish(LogRecord logRecord) {
    records.add(logRecord);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    ROOT.removeHandler(this);
  }
}
