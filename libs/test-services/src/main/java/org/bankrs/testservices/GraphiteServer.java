package org.bankrs.testservices;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A Graphite: carbon, which takes metrics, and graphite-web, which gives them back. It keeps one
 * value a second for an hour and creates new metrics at once; a point can be rendered one or two
 * seconds after it was sent. Carbon's metrics about itself are off.
 */
public final class GraphiteServer implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofMinutes(1);

  /** A string in an answer that holds nothing but an array of metric names. */
  private static final Pattern JSON_STRING = Pattern.compile("\"([^\"]*)\"");

  private static final String LOOPBACK = "127.0.0.1";

  private final ServerHome home;
  private final Program carbon;
  private final int carbonPort;
  private final URI webUri;

  private GraphiteServer(ServerHome home, Program carbon, int carbonPort, URI webUri) {
    this.home = home;
    this.carbon = carbon;
    this.carbonPort = carbonPort;
    this.webUri = webUri;
  }

  /**
   * What a target gave.
   *
   * @param name the series' name: the metric's, or what the target's functions made of it
   * @param points those that have a value, oldest first
   */
  public record Series(String name, List<Point> points) {
    /** Keeps an unmodifiable copy of the points. */
    public Series {
      points = List.copyOf(points);
    }
  }

  /**
   * One value of a series.
   *
   * @param time to the second
   * @param value as it was sent, or as the target's functions computed it
   */
  public record Point(Instant time, double value) {}

  /**
   * Starts an empty Graphite.
   *
   * @throws ServiceException with its output when it does not come up, or when its Python
   *     environment is not installed
   */
  public static GraphiteServer start() {
    Venv venv = Venv.named("graphite");
    return ServerHome.start("graphite", 4, (home, ports) -> start(venv, home, ports));
  }

  private static GraphiteServer start(Venv venv, ServerHome home, List<Integer> ports)
      throws IOException {
    int linePort = ports.get(0);
    int webPort = ports.get(3);
    URI webUri = URI.create("http://" + LOOPBACK + ":" + webPort);
    writeSettings(home, ports);
    String python = venv.python().toString();
    Path carbonConf = home.folder().resolve("conf/carbon.conf");
    Program carbon =
        new Program(
            "carbon",
            List.of(
                python,
                venv.executable("carbon-cache.py").toString(),
                "--config=" + carbonConf,
                "--nodaemon",
                "start"),
            Map.of("GRAPHITE_ROOT", home.folder().toString()));
    home.start(carbon);
    Map<String, String> webEnvironment =
        Map.of(
            "GRAPHITE_ROOT",
            home.folder().toString(),
            "PYTHONPATH",
            home.folder().resolve("conf").toString(),
            "DJANGO_SETTINGS_MODULE",
            "graphite.settings",
            "GRAPHITE_SETTINGS_MODULE",
            "local_settings");
    ProgramResult migration =
        home.run(
            new Program(
                "migrate",
                List.of(python, "-m", "django", "migrate", "--run-syncdb", "-v", "0"),
                webEnvironment),
            START_TIMEOUT);
    if (migration.exitCode() != 0) {
      throw new ServiceException(
          "graphite-web's database could not be made:\n"
              + migration.standardOutput()
              + migration.standardError());
    }
    home.start(
        new Program(
            "graphite-web",
            List.of(
                python,
                "-m",
                "gunicorn",
                "--workers=1",
                "--threads=2",
                "--bind=" + LOOPBACK + ":" + webPort,
                "graphite.wsgi:application"),
            webEnvironment));
    home.awaitReady(
        START_TIMEOUT,
        () -> isListening(linePort) && !Http.getOrEmpty(webUri.resolve("/version/")).isEmpty());
    return new GraphiteServer(home, carbon, linePort, webUri);
  }

  private static void writeSettings(ServerHome home, List<Integer> ports) throws IOException {
    for (String folder : List.of("storage/whisper", "storage/run", "storage/log/webapp")) {
      home.createFolder(folder);
    }
    Map<String, String> values =
        Map.of(
            "FOLDER", home.folder().toString(),
            "LINE_PORT", ports.get(0).toString(),
            "PICKLE_PORT", ports.get(1).toString(),
            "QUERY_PORT", ports.get(2).toString(),
            "WEB_PORT", ports.get(3).toString());
    for (String file :
        List.of(
            "carbon.conf",
            "storage-schemas.conf",
            "storage-aggregation.conf",
            "local_settings.py")) {
      home.writeResource("graphite/" + file, "conf/" + file, values);
    }
  }

  private static boolean isListening(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** The TCP port, on 127.0.0.1, that takes lines of the form {@code name value epochSeconds}. */
  public int carbonPort() {
    return carbonPort;
  }

  /** The address of its pages and its API, without a slash at the end. */
  public URI webUrl() {
    return webUri;
  }

  /** Ends carbon, in good order; what it took is still rendered. */
  public void stopCarbon() {
    home.stop(carbon.name());
  }

  /** Starts carbon again, on the port it had. */
  public void startCarbon() {
    home.start(carbon);
    home.awaitReady(START_TIMEOUT, () -> isListening(carbonPort));
  }

  /**
   * Events by tag as graphite-web gives them: an array of objects with what, tags, data and when.
   *
   * @param tags all of which an event must have, separated by blanks
   */
  public String events(String tags) {
    return Http.get(webUri.resolve("/events/get_data?set=intersection&tags=" + Http.encode(tags)));
  }

  /** The address of the render API. */
  public URI renderUrl() {
    return webUri.resolve("/render");
  }

  /**
   * The series that a target gives, over the time up to now. A target that matches no metric gives
   * none, and so does one that Graphite cannot parse.
   *
   * @param target a metric's name, a pattern or a call of Graphite's functions
   * @param from how long before now to begin; whole seconds count
   * @throws ServiceException when the target calls an unknown function
   */
  public List<Series> render(String target, Duration from) {
    String query = "?format=raw&target=" + Http.encode(target) + "&from=-" + from.toSeconds() + "s";
    return Http.get(URI.create(renderUrl() + query))
        .lines()
        .map(GraphiteServer::parseSeries)
        .toList();
  }

  /** Reads {@code name,start,end,step|value,value,None}, where the name may hold commas too. */
  private static Series parseSeries(String line) {
    int bar = line.lastIndexOf('|');
    String[] header = line.substring(0, bar).split(",", -1);
    int nameParts = header.length - 3;
    String name = String.join(",", List.of(header).subList(0, nameParts));
    long start = Long.parseLong(header[nameParts]);
    long step = Long.parseLong(header[nameParts + 2]);
    String[] values = line.substring(bar + 1).split(",", -1);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      if (!values[i].isEmpty() && !values[i].equals("None")) {
        points.add(
            new Point(Instant.ofEpochSecond(start + i * step), Double.parseDouble(values[i])));
      }
    }
    return new Series(name, points);
  }

  /**
   * The names of the metrics that match a pattern, in order.
   *
   * @param pattern as many parts as the names have, each with wildcards if wished: {@code
   *     bank-rs.*.count}
   */
  public List<String> find(String pattern) {
    String answer =
        Http.get(webUri.resolve("/metrics/expand?leavesOnly=1&query=" + Http.encode(pattern)));
    return strings(answer.substring(answer.indexOf(':') + 1));
  }

  /** The names of all metrics, in order. */
  public List<String> metricNames() {
    return strings(Http.get(webUri.resolve("/metrics/index.json")));
  }

  private static List<String> strings(String jsonArray) {
    return JSON_STRING
        .matcher(jsonArray)
        .results()
        .map((MatchResult match) -> match.group(1))
        .sorted()
        .toList();
  }

  List<ProcessHandle> processes() {
    return home.processes();
  }

  @Override
  public void close() {
    home.close();
  }
}
