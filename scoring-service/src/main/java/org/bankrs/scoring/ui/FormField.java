package org.bankrs.scoring.ui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.bankrs.schema.ColumnKind;
import org.bankrs.schema.FieldProblem;
import org.bankrs.schema.ProfileColumn;
import org.bankrs.schema.RawColumn;
import org.bankrs.schema.RowCleaner;

/**
 * A control of the form, made from the column's property in the row's JSON Schema.
 *
 * @param name the column's name, which is the control's too
 * @param label what it asks for
 * @param hint what the model knows of it, empty when there is nothing to say
 * @param control what it looks like
 * @param value the raw text
 * @param options the codes to choose from, empty for other controls
 * @param error what is wrong with the value, empty when nothing is
 */
public record FormField(
    String name,
    String label,
    String hint,
    Control control,
    String value,
    List<Option> options,
    String error) {
  private static final int MOST_OPTIONS = 12;
  private static final String ISO_DATE = "\\d{4}-\\d{2}-\\d{2}";

  // What a person would look for first.
  private static final Set<ProfileColumn> MAIN =
      Set.of(
          ProfileColumn.SNAPSHOT,
          ProfileColumn.AGE,
          ProfileColumn.SEX,
          ProfileColumn.INCOME,
          ProfileColumn.SEGMENT,
          ProfileColumn.ACTIVE,
          ProfileColumn.JOINED,
          ProfileColumn.SENIORITY,
          ProfileColumn.CHANNEL,
          ProfileColumn.PROVINCE);

  /** Copies the list. */
  public FormField {
    options = List.copyOf(options);
  }

  /** What a control looks like. */
  public enum Control {
    /** A date. */
    DATE,
    /** A number, with the keyboard for it. */
    NUMBER,
    /** Any text. */
    TEXT,
    /** A few codes to choose from. */
    CHOICE,
    /** Any text, with many codes suggested. */
    SUGGESTED,
    /** A box to tick. */
    BOX
  }

  /**
   * A code to choose.
   *
   * @param code the code, empty for a missing value
   * @param chosen whether it is the row's
   */
  public record Option(String code, boolean chosen) {}

  /** Whether the box is ticked. */
  public boolean ticked() {
    return switch (value.strip()) {
      case "1", "1.0", "true" -> true;
      default -> false;
    };
  }

  /** Whether the control is a date. */
  public boolean date() {
    return control == Control.DATE;
  }

  /** Whether the control is a list to choose from. */
  public boolean choice() {
    return control == Control.CHOICE;
  }

  /** Whether codes are suggested. */
  public boolean suggested() {
    return control == Control.SUGGESTED;
  }

  /** The keyboard that a phone shows. */
  public String keyboard() {
    return control == Control.NUMBER ? "decimal" : "text";
  }

  /** The ids of the texts that describe the control, empty when there are none. */
  public String describedBy() {
    String hintId = hint.isEmpty() ? "" : "h-" + name;
    return error.isEmpty() ? hintId : (hintId + " e-" + name).strip();
  }

  static boolean isMain(ProfileColumn column) {
    return MAIN.contains(column);
  }

  static FormField of(
      RawColumn column,
      String label,
      ObjectNode schema,
      PageRow row,
      List<FieldProblem> problems,
      PageLanguage language) {
    JsonNode property = schema.path("properties").path(column.name());
    String value = row.text(column.position()).strip();
    List<String> codes = texts(property.path("anyOf").path(0).path("enum"));
    Control control = control(column.kind(), value, codes);
    return new FormField(
        column.name(),
        label,
        hint(property.path("x-seen"), language),
        control,
        value,
        control == Control.BOX ? List.of() : options(codes, value, control),
        problems.stream()
            .filter(problem -> problem.column().equals(column))
            .map(problem -> ColumnLabels.ofProblem(problem, language))
            .findFirst()
            .orElse(""));
  }

  private static Control control(ColumnKind kind, String value, List<String> codes) {
    return switch (kind) {
      // A browser would show nothing in place of what is no date.
      case DATE -> value.isEmpty() || value.matches(ISO_DATE) ? Control.DATE : Control.TEXT;
      case CUSTOMER, NUMBER -> Control.NUMBER;
      case FLAG -> Control.BOX;
      case CATEGORY -> {
        if (codes.isEmpty()) {
          yield Control.TEXT;
        }
        yield codes.size() <= MOST_OPTIONS ? Control.CHOICE : Control.SUGGESTED;
      }
    };
  }

  private static List<Option> options(List<String> codes, String value, Control control) {
    if (control != Control.CHOICE) {
      return codes.stream().map(code -> new Option(code, false)).toList();
    }
    String chosen = code(value);
    Stream<String> known = Stream.concat(Stream.of(""), codes.stream());
    // A code that the model has never seen can be kept too.
    Stream<String> own = Stream.of(chosen).filter(c -> !c.isEmpty() && !codes.contains(c));
    return Stream.concat(known, own).map(c -> new Option(c, c.equals(chosen))).toList();
  }

  /** The code of a raw text: 1.0 is 1, and NA is none. */
  private static String code(String value) {
    if (RowCleaner.isMissing(value)) {
      return "";
    }
    return value.matches("\\d+\\.0+") ? value.substring(0, value.indexOf('.')) : value;
  }

  private static String hint(JsonNode seen, PageLanguage language) {
    if (seen.isMissingNode()) {
      return "";
    }
    String from = language.number(seen.path("from").doubleValue(), 0);
    String to = language.number(seen.path("to").doubleValue(), 0);
    return language.choose("mostly %s to %s", "обычно от %s до %s").formatted(from, to);
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .toList();
  }
}
