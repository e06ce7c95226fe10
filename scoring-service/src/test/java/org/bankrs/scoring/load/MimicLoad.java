package org.bankrs.scoring.load;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bankrs.load.MimicLoadCommand;
import picocli.CommandLine;

/**
 * One run of mimic-load, as it is called from the shell.
 *
 * @param exitCode how it ended
 * @param out what it printed
 * @param errors what it complained about
 */
record MimicLoad(int exitCode, String out, String errors) {
  private static final Pattern LINE = Pattern.compile("(/\\w+) +(\\d+|-)  .{24} +(\\d+) .*");

  static MimicLoad run(URI service, Map<String, String> environment, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter errors = new StringWriter();
    CommandLine command = MimicLoadCommand.commandLine(environment);
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(errors, true));
    List<String> all = new ArrayList<>(List.of("--url", service.toString()));
    all.addAll(List.of(arguments));
    int exitCode = command.execute(all.toArray(String[]::new));
    return new MimicLoad(exitCode, out.toString(), errors.toString());
  }

  /** Requests of an endpoint that were answered with a status, as the table has it. */
  long count(String endpoint, int status) {
    return out.lines()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .filter(line -> line.group(1).equals(endpoint))
        .filter(line -> line.group(2).equals(Integer.toString(status)))
        .mapToLong(line -> Long.parseLong(line.group(3)))
        .sum();
  }
}
