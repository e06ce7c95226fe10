package org.bankrs.scoring.metrics;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Collects what is logged about pushing metrics, by the sink and by the reporter behind it. */
final class SinkLog extends Handler implements AutoCloseable {
  private static final List<Logger> LOGGERS =
      List.of(
          Logger.getLogger(GraphitePusher.class.getName()),
          Logger.getLogger("com.codahale.metrics"));

  private final List<LogRecord> records = new CopyOnWriteArrayList<>();

  SinkLog() {
    LOGGERS.forEach(logger -> logger.addHandler(this));
  }

  /** Warnings and worse. */
  List<LogRecord> warnings() {
    return records.stream()
        .filter(r -> r.getLevel().intValue() >= Level.WARNING.intValue())
        .toList();
  }

  /** How many records there are. */
  int size() {
    return records.size();
  }

  @Override
  public void publish(LogRecord logRecord) {
    records.add(logRecord);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    LOGGERS.forEach(logger -> logger.removeHandler(this));
  }
}
