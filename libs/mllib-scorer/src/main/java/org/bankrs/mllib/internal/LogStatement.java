package org.bankrs.mllib.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bankrs.mllib.ModelFormatException;

/**
 * The one form of SQL that is understood: {@code SELECT *, LOG1P(column) AS name, ... FROM
 * __THIS__}, with any of {@link LogFunction}. Key words and functions in any case, names plain or
 * in backquotes.
 *
 * @param expressions at least one
 */
record LogStatement(List<Expression> expressions) {

  /**
   * One logarithm.
   *
   * @param function which one
   * @param column of what
   * @param name of the column it makes
   */
  record Expression(LogFunction function, String column, String name) {}

  static LogStatement parse(String statement, String where) {
    return new Parser(statement, where).parse();
  }

  private static final class Parser {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]*[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern QUOTED = Pattern.compile("`[^`]+`");
    private static final Pattern TOKEN =
        Pattern.compile("\\s*(?:(" + NAME + "|" + QUOTED + "|[*,()])\\s*)");

    private final String statement;
    private final String where;
    private final Matcher matcher;

    Parser(String statement, String where) {
      this.statement = statement;
      this.where = where;
      this.matcher = TOKEN.matcher(statement);
    }

    LogStatement parse() {
      expect("SELECT");
      expect("*");
      List<Expression> expressions = new ArrayList<>();
      String separator = next();
      while (separator.equals(",")) {
        expressions.add(expression());
        separator = next();
      }
      if (!separator.equalsIgnoreCase("FROM") || expressions.isEmpty()) {
        throw unsupported();
      }
      // Spark replaces this one as it stands, so its case matters.
      if (!next().equals("__THIS__") || matcher.regionStart() != statement.length()) {
        throw unsupported();
      }
      return new LogStatement(List.copyOf(expressions));
    }

    private Expression expression() {
      LogFunction function = function(next());
      expect("(");
      String column = name();
      expect(")");
      expect("AS");
      return new Expression(function, column, name());
    }

    private LogFunction function(String token) {
      try {
        return LogFunction.valueOf(token.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw unsupported();
      }
    }

    private String name() {
      String token = next();
      if (QUOTED.matcher(token).matches()) {
        return token.substring(1, token.length() - 1);
      }
      if (!NAME.matcher(token).matches()) {
        throw unsupported();
      }
      return token;
    }

    private void expect(String token) {
      if (!next().equalsIgnoreCase(token)) {
        throw unsupported();
      }
    }

    private String next() {
      if (!matcher.lookingAt()) {
        throw unsupported();
      }
      String token = matcher.group(1);
      matcher.region(matcher.end(), statement.length());
      return token;
    }

    private ModelFormatException unsupported() {
      return new ModelFormatException(
          "%s: statement \"%s\" is not supported; expected \"SELECT *, LOG1P(column) AS name, ... FROM __THIS__\" with LN, LOG, LOG2, LOG10 or LOG1P"
              .formatted(where, statement));
    }
  }
}
