package org.bankrs.scoring;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** Collects what is logged while it is open. */
public final class LogRecords extends Handler implements AutoCloseable {
  private final List<Logger> loggers;
  private final List<LogRecord> records = new CopyOnWriteArrayList<>();

  /**
   * Begins to collect.
   *
   * @param names of loggers, each with those below it; the empty name is above all
   */
  public LogRecords(String... names) {
    loggers = Stream.of(names).map(Logger::getLogger).toList();
    loggers.forEach(logger -> logger.addHandler(this));
  }

  /** Those of a level or worse. */
  public List<LogRecord> from(Level level) {
    return records.stream().filter(r -> r.getLevel().intValue() >= level.intValue()).toList();
  }

  /** All their messages. */
  public List<String> messages() {
    return records.stream().map(LogRecord::getMessage).toList();
  }

  @Override
  public void publish(LogRecord logRecord) {
    records.add(logRecord);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    loggers.forEach(logger -> logger.removeHandler(this));
  }
}
