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

  /** What can be asked for: an example, its form, and what it does. */
  private record Kind(String example, Pattern form, Function<Matcher, Change> change) {
    Kind(String example, String form, Function<Matcher, Change> change) {
      this(example, Pattern.compile(form), change);
    }
  }

  /** Changes a row's texts. */
  @FunctionalInterface
  private interface Change {
    void apply(String[] texts, RandomGenerator random);
  }

  private static final List<Kind> KINDS =
      List.of(
          new Kind(
              "income=+30%", "income=" + PERCENT, matcher -> income(1 + number(matcher) / 100.0)),
          new Kind("age=+10", "age=" + YEARS, matcher -> age(number(matcher))),
          new Kind(
              "new-channel",
              "new-channel(?:=" + SHARE + ")?",
              matcher -> someGet(ProfileColumn.CHANNEL, NEW_CHANNEL, share(matcher, 30))),
          new Kind(
              "missing-income",
              "missing-income(?:=" + SHARE + ")?",
              matcher -> someGet(ProfileColumn.INCOME, "", share(matcher, 50))));

  private final String text;
  private final Change change;

  private Drift(String text, Change change) {
    this.text = text;
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
        return new Drift(text, kind.change().apply(matcher));
      }
    }
    throw new IllegalArgumentException(
        "unknown drift \"%s\": expected one of %s".formatted(text, String.join(", ", examples())));
  }

  /** One text for each drift that there is. */
  public static List<String> examples() {
    return KINDS.stream().map(Kind::example).toList();
  }

  /** Changes the 48 texts of a row in place; the same random numbers, the same change. */
  public void apply(String[] texts, RandomGenerator random) {
    change.apply(texts, random);
  }

  private static Change income(double factor) {
    if (factor < 0) {
      throw new IllegalArgumentException(
          "drift income falls by more than all of it: expected at most 100 percent");
    }
    int income = ProfileColumn.INCOME.ordinal();
    return (texts, random) -> {
      // The bank writes NA, or nothing, where it knows no income.
      if (isNumber(texts[income])) {
        texts[income] = Double.toString(Double.parseDouble(texts[income]) * factor);
      }
    };
  }

  private static Change age(int years) {
    int age = ProfileColumn.AGE.ordinal();
    return (texts, random) -> {
      if (isNumber(texts[age])) {
        int shifted = Integer.parseInt(texts[age].strip()) + years;
        texts[age] = Integer.toString(Math.clamp(shifted, 2, 120));
      }
    };
  }

  private static Change someGet(ProfileColumn column, String value, double share) {
    return (texts, random) -> {
      if (random.nextDouble() < share) {
        texts[column.ordinal()] = value;
      }
    };
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
