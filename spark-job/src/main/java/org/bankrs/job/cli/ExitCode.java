package org.bankrs.job.cli;

/** What the exit codes mean. */
final class ExitCode {
  static final int DONE = 0;
  static final int OTHER = 1;
  static final int USAGE = 2;
  static final int DATA_REFUSED = 3;
  static final int GATE_REFUSED = 4;

  private ExitCode() {}
}
