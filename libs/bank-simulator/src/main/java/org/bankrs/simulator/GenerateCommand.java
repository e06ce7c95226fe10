package org.bankrs.simulator;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of the simulator. Exit codes: 0 done, 2 wrong usage, 1 any other error. */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Writes raw customer rows like the bank's, calibrated to published statistics.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:the rows could not be written", "2:wrong usage"})
public final class GenerateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--customers",
      required = true,
      paramLabel = "N",
      description =
          "Customers of the whole panel. Over 17 months there are about 14.3 rows a customer; in"
              + " fewer months those who appear later have none.")
  private long customers;

  @Option(
      names = "--months",
      paramLabel = "M",
      defaultValue = "17",
      description =
          "The first M months from 2015-01 on, 1 to 18 (2016-06); the real file has 17."
              + " Default: ${DEFAULT-VALUE}.")
  private int months;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Decides all rows: the same seed, the same bytes. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "PATH",
      description =
          "A file ending in .csv or .csv.gz, sorted by month, or else a new folder for one file a"
              + " month (2015-01.csv). It appears under its name when it is whole.")
  private Path out;

  @Option(
      names = "--threads",
      paramLabel = "T",
      description = "Threads that simulate. Default: one for each processor.")
  private int threads = Runtime.getRuntime().availableProcessors();

  /** Made by picocli, which fills in the options. */
  public GenerateCommand() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The command line, ready to execute. */
  static CommandLine commandLine() {
    return new CommandLine(new GenerateCommand())
        .setExecutionExceptionHandler(
            (error, commandLine, parsed) -> {
              commandLine.getErr().println("error: " + message(error));
              return CommandLine.ExitCode.SOFTWARE;
            });
  }

  @Override
  public Integer call() throws Exception {
    require(customers >= 1, "--customers " + customers + ": expected 1 or more");
    require(
        months >= 1 && months <= Simulator.MAX_MONTHS,
        "--months " + months + ": expected 1 to " + Simulator.MAX_MONTHS);
    require(threads >= 1, "--threads " + threads + ": expected 1 or more");
    ProgressLine progress = new ProgressLine(spec.commandLine().getErr(), customers);
    long rows = new Simulator(seed).writeCsv(out, customers, months, threads, progress);
    progress.done(out.toString(), rows);
    return CommandLine.ExitCode.OK;
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }

  private static String message(Exception error) {
    return error.getMessage() == null ? error.toString() : error.getMessage();
  }
}
