package org.bankrs.load;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.bankrs.schema.SnapshotMonth;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. Exit codes: 0 done, 2 wrong usage, 1 any other error. */
@Command(
    name = "mimic-load",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Asks a running service for /predict, /predict_proba and /random with the rows of simulated"
          + " customers, as a bank's day would, then prints how it was answered.",
      "The environment's BANKRS_API_KEY is sent as the key."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the service cannot be reached, or answered nothing",
      "2:wrong usage"
    })
public final class MimicLoadCommand implements Callable<Integer> {
  private static final double MOST_RATE = 100_000;
  private static final int MOST_CONNECTIONS = 1024;
  private static final int MOST_BURSTS = 24;

  @Spec private CommandSpec spec;

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "http://localhost:8080",
      description = "Where the service listens. Default: ${DEFAULT-VALUE}.")
  private URI url;

  @ArgGroup private Pace pace = new Pace();

  /** One of the two ways to send. */
  static final class Pace {
    @Option(
        names = "--rate",
        paramLabel = "N",
        description =
            "Open loop: so many requests a second on average, sent at their time whether or not"
                + " earlier ones were answered; latencies count from that time. Default: 20.")
    private double rate = 20;

    @Option(
        names = "--connections",
        paramLabel = "N",
        description =
            "Closed loop: so many connections, each sending when its last request was answered."
                + " It has no rhythm, and its latencies hide what waits while the service stalls.")
    private int connections;
  }

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      defaultValue = "60s",
      converter = Durations.class,
      description = "How long to send: 500ms, 60s, 5m, 24h. Default: ${DEFAULT-VALUE}.")
  private Duration duration;

  @Option(
      names = "--requests",
      paramLabel = "N",
      description = "Ends the run after so many requests, if that is earlier.")
  private long requests = Long.MAX_VALUE;

  @Option(
      names = "--day",
      paramLabel = "TIME",
      converter = Durations.class,
      description =
          "Length of a day with its quiet night and its two peaks. Default: the duration, so that"
              + " one day passes.")
  private Optional<Duration> day = Optional.empty();

  @Option(
      names = "--bursts",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "Bursts a day, each half an hour at four times the rate of its hour, on top of --rate."
              + " Default: ${DEFAULT-VALUE}.")
  private int bursts;

  @Option(names = "--steady", description = "The same rate all the time: no days, no bursts.")
  private boolean steady;

  @Option(
      names = "--bad",
      paramLabel = "SHARE",
      defaultValue = "0.01",
      description = "Share of posted rows that are spoilt, 0 to 1. Default: ${DEFAULT-VALUE}.")
  private double bad;

  @Option(
      names = "--drift",
      paramLabel = "DRIFT",
      description = {
        "Shifts what is sent, to rehearse alarms; may be given several times.",
        "income=+30%%: incomes are that much higher, or lower with -",
        "age=+10: customers are that many years older, or younger with -",
        "new-channel: 30 %% of them, or new-channel=50%%, came by a channel nobody has seen",
        "missing-income: half of them, or missing-income=80%%, have no income"
      })
  private List<String> drifts = new ArrayList<>();

  @Option(
      names = "--month",
      paramLabel = "YYYY-MM",
      description =
          "The month whose rows are sent, 2015-01 to 2016-06, each with as many earlier ones as the"
              + " service's model looks at. Default: the month that the model was validated on, or"
              + " the nearest to it.")
  private Optional<String> month = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Decides what is sent and when. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "10s",
      converter = Durations.class,
      description = "Longest time to wait for one answer. Default: ${DEFAULT-VALUE}.")
  private Duration timeout;

  private final Optional<String> key;

  private MimicLoadCommand(Optional<String> key) {
    this.key = key;
  }

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine(System.getenv()).execute(arguments));
  }

  /** The command line, ready to execute, with the environment that it reads. */
  public static CommandLine commandLine(Map<String, String> environment) {
    Optional<String> key =
        Optional.ofNullable(environment.get("BANKRS_API_KEY")).filter(text -> !text.isEmpty());
    CommandLine line = new CommandLine(new MimicLoadCommand(key));
    return line.setExecutionExceptionHandler(
        (error, commandLine, parsed) -> {
          commandLine.getErr().println("error: " + message(error));
          return CommandLine.ExitCode.SOFTWARE;
        });
  }

  private static String message(Exception error) {
    return error instanceof LoadException ? error.getMessage() : error.toString();
  }

  @Override
  public Integer call() throws LoadException, InterruptedException {
    check();
    List<Drift> drift = drifts.stream().map(this::drift).toList();
    Optional<SnapshotMonth> wanted = month.map(this::month);
    LoadRun.Limits limits = new LoadRun.Limits(duration, requests, timeout);
    try (Service service = new Service(url, key, timeout)) {
      service.check();
      Months ofModel = service.months();
      Months months = new Months(wanted.orElse(ofModel.last()), ofModel.earlier());
      Traffic traffic = new Traffic(seed, bad, drift, months);
      say(head(drift, months));
      long start = System.nanoTime();
      Tally tally =
          isClosed()
              ? LoadRun.closed(service, traffic, pace.connections, limits)
              : LoadRun.open(service, traffic, arrivals(), limits);
      Report.print(spec.commandLine().getOut(), tally, (System.nanoTime() - start) / 1e9);
      if (tally.answers(Optional.empty()).getTotalCount() == 0) {
        throw new LoadException(url + " answered none of the requests");
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private Arrivals arrivals() {
    Rhythm rhythm =
        steady
            ? new Rhythm.Steady()
            : new Rhythm.Daily(day.orElse(duration).toNanos(), bursts, seed);
    return new Arrivals(pace.rate, rhythm, seed);
  }

  private boolean isClosed() {
    return pace.connections > 0;
  }

  private String head(List<Drift> drift, Months months) {
    String loop =
        isClosed()
            ? "closed loop of %d connections".formatted(pace.connections)
            : String.format(
                Locale.ROOT, "open loop of %s requests a second on average", number(pace.rate));
    String shift = drift.isEmpty() ? "no drift" : "drift " + String.join(", ", drifts);
    String rows =
        "rows of %s with up to %d months before it".formatted(months.last(), months.earlier());
    return "%s: %s, %s, %s, seed %d".formatted(url, loop, rows, shift, seed);
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  private void say(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }

  private void check() {
    require(
        "http".equals(url.getScheme()) || "https".equals(url.getScheme()),
        "--url " + url + ": expected an address such as http://localhost:8080");
    require(url.getHost() != null, "--url " + url + ": expected a host");
    require(
        pace.rate > 0 && pace.rate <= MOST_RATE,
        "--rate " + pace.rate + ": expected more than 0 and at most " + number(MOST_RATE));
    require(
        pace.connections >= 0 && pace.connections <= MOST_CONNECTIONS,
        "--connections " + pace.connections + ": expected 1 to " + MOST_CONNECTIONS);
    require(requests >= 1, "--requests " + requests + ": expected 1 or more");
    require(
        bursts >= 0 && bursts <= MOST_BURSTS,
        "--bursts " + bursts + ": expected 0 to " + MOST_BURSTS);
    require(bad >= 0 && bad <= 1, "--bad " + bad + ": expected 0 to 1");
  }

  private Drift drift(String text) {
    try {
      return Drift.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--drift: " + e.getMessage(), e);
    }
  }

  private SnapshotMonth month(String text) {
    String expected = "--month %s: expected %s to %s".formatted(text, Months.FIRST, Months.LAST);
    try {
      SnapshotMonth parsed = SnapshotMonth.parse(text);
      require(Months.nearest(parsed).equals(parsed), expected);
      return parsed;
    } catch (DateTimeException e) {
      throw new ParameterException(spec.commandLine(), expected, e);
    }
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }
}
