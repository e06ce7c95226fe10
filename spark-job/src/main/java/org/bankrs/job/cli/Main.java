package org.bankrs.job.cli;

import java.io.PrintWriter;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.bankrs.job.DataRefusedException;
import org.bankrs.job.GateRefusedException;
import org.bankrs.job.SourceUnreadableException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** The commands that need Spark. */
@Command(
    name = "bankrs",
    description = "Which of 24 products will a customer newly take next month?",
    mixinStandardHelpOptions = true,
    footer = {
      "Without Spark: bankrs generate writes the raw rows of a simulated bank,",
      "bankrs mimic-load sends them to a running service."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:anything that is none of the others",
      "2:wrong usage",
      "3:the data were refused; what and where is printed, nothing is written",
      "4:the gate refused the model"
    },
    subcommands = {
      TrainCommand.class,
      TuneCommand.class,
      EvaluateCommand.class,
      ScoreCommand.class,
      VerifyCommand.class,
      DriftCommand.class,
      ExploreCommand.class,
      MonthsCommand.class,
      PublishCommand.class,
      GateCommand.class,
      PromoteCommand.class,
      RollbackCommand.class
    })
public final class Main implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private final Map<String, String> environment;

  private Main(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** Runs a command and exits with its code. */
  public static void main(String[] args) {
    System.exit(commandLine(System.getenv()).execute(args));
  }

  /** The command line with the variables in which it looks up credentials and servers. */
  static CommandLine commandLine(Map<String, String> environment) {
    return new CommandLine(new Main(environment))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Main::explain);
  }

  /** Variables by name. */
  Map<String, String> environment() {
    return environment;
  }

  /** Without a command: usage. */
  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
  }

  private static int explain(Exception error, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    Throwable known = known(error);
    err.println("bankrs: " + message(known));
    if (System.getenv("BANKRS_DEBUG") != null) {
      error.printStackTrace(err);
    }
    err.flush();
    return exitCode(known);
  }

  private static int exitCode(Throwable known) {
    if (known instanceof DataRefusedException) {
      return ExitCode.DATA_REFUSED;
    }
    if (known instanceof GateRefusedException) {
      return ExitCode.GATE_REFUSED;
    }
    return known instanceof IllegalArgumentException ? ExitCode.USAGE : ExitCode.OTHER;
  }

  /** The exception that explains most: one of ours anywhere in the chain, else the innermost. */
  private static Throwable known(Throwable error) {
    Set<Throwable> seen = new HashSet<>();
    Throwable innermost = error;
    for (Throwable t = error; t != null && seen.add(t); t = t.getCause()) {
      if (t instanceof DataRefusedException
          || t instanceof GateRefusedException
          || t instanceof SourceUnreadableException
          || t instanceof IllegalArgumentException) {
        return t;
      }
      innermost = t;
    }
    return innermost;
  }

  private static String message(Throwable error) {
    String text = error.getMessage();
    return text == null || text.isBlank() ? error.getClass().getName() : text;
  }
}
