package org.bankrs.mllib.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bankrs.mllib.ModelFormatException;
import org.bankrs.mllib.internal.Column.Density;
import org.bankrs.mllib.internal.Column.Kind;

/**
 * The columns of a row, laid out while the stages are read in order. A column that is read before
 * any stage has made it is a raw one, and what reads it decides its type.
 */
public final class Columns {

  /** Keeps a hostile pipeline from asking for all memory: 8 MB a row. */
  private static final int MAX_NUMBERS = 1_000_000;

  private final Map<String, Column> byName = new LinkedHashMap<>();
  private final List<Column> raw = new ArrayList<>();
  private int numberCount;
  private int textCount;

  /** A number that a stage reads. */
  Column number(String name, String where) {
    return read(name, Kind.NUMBER, where);
  }

  /** A text that a stage reads. */
  Column text(String name, String where) {
    return read(name, Kind.TEXT, where);
  }

  /** A number or a vector that a stage reads. */
  Column numberOrVector(String name, String where) {
    Column known = byName.get(name);
    return known != null && known.kind() == Kind.VECTOR ? known : number(name, where);
  }

  /** A vector that a stage reads; only an earlier stage can have made it. */
  Column vector(String name, String where) {
    Column known = byName.get(name);
    if (known == null) {
      throw new ModelFormatException(
          where + ": no earlier stage makes the vector column '" + name + "'");
    }
    return expect(known, Kind.VECTOR, where);
  }

  /** The name of a known column that differs at most in case, as Spark's SQL finds it. */
  String resolve(String name, String where) {
    if (byName.containsKey(name)) {
      return name;
    }
    List<String> candidates = byName.keySet().stream().filter(name::equalsIgnoreCase).toList();
    if (candidates.size() > 1) {
      throw new ModelFormatException(where + ": '" + name + "' may be any of " + candidates);
    }
    return candidates.isEmpty() ? name : candidates.get(0);
  }

  /** A column that a stage makes. */
  Column add(String name, Kind kind, int size, String where) {
    return add(name, kind, size, Density.DENSE, where);
  }

  /** A column that a stage makes. */
  Column add(String name, Kind kind, int size, Density density, String where) {
    if (byName.containsKey(name)) {
      throw new ModelFormatException(
          where + ": makes column '" + name + "', which is already there; expected a new name");
    }
    Column column = allocate(name, kind, size, density, where);
    byName.put(name, column);
    return column;
  }

  /** A column that a stage makes unless its name is empty; then only the stage itself knows it. */
  Column addUnlessUnnamed(String name, Kind kind, int size, String where) {
    return name.isEmpty()
        ? allocate(name, kind, size, Density.DENSE, where)
        : add(name, kind, size, where);
  }

  private Column read(String name, Kind kind, String where) {
    Column known = byName.get(name);
    if (known != null) {
      return expect(known, kind, where);
    }
    Column column = add(name, kind, 1, where);
    raw.add(column);
    return column;
  }

  private static Column expect(Column column, Kind kind, String where) {
    if (column.kind() != kind) {
      throw new ModelFormatException(
          "%s: column '%s' is a %s; expected a %s"
              .formatted(where, column.name(), column.kind(), kind));
    }
    return column;
  }

  private Column allocate(String name, Kind kind, int size, Density density, String where) {
    if (kind == Kind.TEXT) {
      return new Column(name, kind, textCount++, size, density);
    }
    if (size < 0 || size > MAX_NUMBERS - numberCount) {
      throw new ModelFormatException(
          where + ": a row would have more than " + MAX_NUMBERS + " numbers");
    }
    Column column = new Column(name, kind, numberCount, size, density);
    numberCount += size;
    return column;
  }

  /** The raw columns in the order in which they are first read. */
  public List<Column> raw() {
    return List.copyOf(raw);
  }

  /** Numbers in a row. */
  public int numberCount() {
    return numberCount;
  }

  /** Texts in a row. */
  public int textCount() {
    return textCount;
  }
}
