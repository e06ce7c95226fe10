package org.bankrs.load;

import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bankrs.schema.ProfileColumn;

/**
 * A change of the world that the model was not trained on, made in the raw texts of a row.
 * Immutable and thread-safe.
 */
public final class Drift {
  /** The code that new customers' channel gets; no model has seen it. */
  static final String NEW_CHANNEL = "KZZ";

  private static final String PERCENT = "([+-]\\d{1,3})%";
  private static final String YEARS = "([+-]\\d{1,2})";
  private static final String SHARE = "(\\d{1,3})%";

  /** What can be asked for: an example, its form, the column it changes, and how. */
  private record Kind(
      String example, Pattern form, ProfileColumn column, Function<Matcher, Change> change) {
    Kind(String example, String form, ProfileColumn column, Function<Matcher, Change> change) {
      this(example, Pattern.compile(form), column, change);
    }
  }

  /** Changes the text of a column. */
  @FunctionalInterface
  private interface Change {
    String apply(String text, RandomGenerator random);
  }

  private static final List<Kind> KINDS =
      List.of(
          new Kind(
              "income=+30%",
              "income=" + PERCENT,
              ProfileColumn.INCOME,
              matcher -> income(1 + number(matcher) / 100.0)),
          new Kind("age=+10", "age=" + YEARS, ProfileColumn.AGE, matcher -> age(number(matcher))),
          new Kind(
              "new-channel",
              "new-channel(?:=" + SHARE + ")?",
              ProfileColumn.CHANNEL,
              matcher -> someGet(NEW_CHANNEL, share(matcher, 30))),
          new Kind(
              "missing-income",
              "missing-income(?:=" + SHARE + ")?",
              ProfileColumn.INCOME,
              matcher -> someGet("", share(matcher, 50))));

  private final String text;
  private final ProfileColumn column;
  private final Change change;

  private Drift(String text, ProfileColumn column, Change change) {
    this.text = text;
    this.column = column;
    this.change = change;
  }

  /**
   * The drift of a text such as {@code income=+30%}.
   *
   * @throws IllegalArgumentException for any other text, with the list of those known
   */
  public static Drift parse(String text) {
    for (Kind kind : KINDS) {
      Matcher matcher = kind.form().matcher(text);
      if (matcher.matches()) {
        return new Drift(text, kind.column(), kind.change().apply(matcher));
      }
    }
    throw new IllegalArgumentException(
        "unknown drift \"%s\": expected one of %s".formatted(text, String.join(", ", examples())));
  }

  /** One text for each drift that there is. */
  public static List<String> examples() {
    return KINDS.stream().map(Kind::example).toList();
  }

  /** The column that it changes, and no other. */
  public ProfileColumn column() {
    return column;
  }

  /** Changes the 48 texts of a row in place; the same random numbers, the same change. */
  public void apply(String[] texts, RandomGenerator random) {
    texts[column.ordinal()] = change.apply(texts[column.ordinal()], random);
  }

  private static Change income(double factor) {
    if (factor < 0) {
      throw new IllegalArgumentException(
          "drift income falls by more than all of it: expected at most 100 percent");
    }
    // The bank writes NA, or nothing, where it knows no income.
    return (text, random) ->
        isNumber(text) ? Double.toString(Double.parseDouble(text) * factor) : text;
  }

  private static Change age(int years) {
    return (text, random) ->
        isNumber(text)
            ? Integer.toString(Math.clamp(Integer.parseInt(text.strip()) + years, 2, 120))
            : text;
  }

  private static Change someGet(String value, double share) {
    return (text, random) -> random.nextDouble() < share ? value : text;
  }

  private static boolean isNumber(String text) {
    String stripped = text.strip();
    return !stripped.isEmpty() && Character.isDigit(stripped.charAt(0));
  }

  private static int number(Matcher matcher) {
    return Integer.parseInt(matcher.group(1));
  }

  private static double share(Matcher matcher, int otherwise) {
    int percent = matcher.group(1) == null ? otherwise : number(matcher);
    if (percent < 1 || percent > 100) {
      throw new IllegalArgumentException(
          "drift %s: expected 1%% to 100%%".formatted(matcher.group()));
    }
    return percent / 100.0;
  }

  /** As it was asked for. */
  @Override
  public String toString() {
    return text;
  }
}
