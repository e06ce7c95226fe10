package org.bankrs.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The 48 raw columns: 24 of the customer's profile, then 24 product flags. */
public final class RawSchema {
  /** Columns that describe the customer. */
  public static final int PROFILE_COLUMNS = ProfileColumn.values().length;

  /** All columns in file order. */
  public static final List<RawColumn> COLUMNS =
      Stream.concat(
              Stream.of(ProfileColumn.values())
                  .map(c -> new RawColumn(c.ordinal(), c.column(), c.kind(), c.meaning())),
              IntStream.range(0, Product.ALL.size())
                  .mapToObj(
                      k ->
                          new RawColumn(
                              PROFILE_COLUMNS + k,
                              Product.ALL.get(k).column(),
                              ColumnKind.FLAG,
                              "1 when the customer holds: " + Product.ALL.get(k).english())))
          .toList();

  /** The names of all columns in file order. */
  public static final List<String> NAMES = COLUMNS.stream().map(RawColumn::name).toList();

  private static final Map<String, RawColumn> BY_NAME =
      COLUMNS.stream().collect(Collectors.toUnmodifiableMap(RawColumn::name, Function.identity()));

  private RawSchema() {}

  /** The column of a name, empty when the raw file has none of that name. */
  public static Optional<RawColumn> column(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** The column of a profile column. */
  public static RawColumn column(ProfileColumn column) {
    return COLUMNS.get(column.ordinal());
  }

  /** The column of a product's flag. */
  public static RawColumn column(Product product) {
    return COLUMNS.get(PROFILE_COLUMNS + product.ordinal());
  }
}
