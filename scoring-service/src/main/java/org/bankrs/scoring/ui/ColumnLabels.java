package org.bankrs.scoring.ui;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bankrs.schema.ColumnKind;
import org.bankrs.schema.Feature;
import org.bankrs.schema.Features;
import org.bankrs.schema.FieldProblem;
import org.bankrs.schema.Product;
import org.bankrs.schema.ProfileColumn;

/** What columns and features are called on a page. */
final class ColumnLabels {
  private static final Map<String, ProfileColumn> PROFILE =
      Stream.of(ProfileColumn.values())
          .collect(Collectors.toUnmodifiableMap(ProfileColumn::column, Function.identity()));

  private static final Map<String, Product> PRODUCTS =
      Product.ALL.stream()
          .collect(Collectors.toUnmodifiableMap(Product::column, Function.identity()));

  private static final Map<String, String> MEANINGS =
      Features.ALL.stream().collect(Collectors.toUnmodifiableMap(Feature::name, Feature::meaning));

  private ColumnLabels() {}

  static String of(ProfileColumn column, PageLanguage language) {
    return language.choose(column.meaning(), russian(column));
  }

  /** The label of a feature, which is a raw column or derived from several. */
  static String ofFeature(String feature, PageLanguage language) {
    return Optional.ofNullable(PROFILE.get(feature))
        .map(column -> of(column, language))
        .or(() -> Optional.ofNullable(PRODUCTS.get(feature)).map(p -> holds(p, language)))
        .orElseGet(() -> derived(feature, language));
  }

  /** What is wrong with a value. */
  static String ofProblem(FieldProblem problem, PageLanguage language) {
    return language.choose(
        problem.message(),
        "%s: «%s» – ожидается %s"
            .formatted(
                ofFeature(problem.column().name(), language),
                problem.value(),
                russian(problem.column().kind())));
  }

  private static String russian(ColumnKind kind) {
    return switch (kind) {
      case DATE -> "дата вида 2016-05-28";
      case CUSTOMER -> "целое положительное число";
      case NUMBER -> "десятичное число, например 87218.1";
      case CATEGORY -> "код в UTF-8";
      case FLAG -> "0 или 1";
    };
  }

  private static String holds(Product product, PageLanguage language) {
    return language.choose("Holds: ", "Владеет: ") + language.name(product);
  }

  private static String derived(String feature, PageLanguage language) {
    String english = MEANINGS.getOrDefault(feature, feature);
    return switch (feature) {
      case Features.CALENDAR_MONTH -> language.choose(english, "Месяц года");
      case Features.MONTHS_SINCE_JOINING -> language.choose(english, "Месяцев с первого договора");
      case Features.PRODUCTS_HELD -> language.choose(english, "Число продуктов");
      default -> english;
    };
  }

  private static String russian(ProfileColumn column) {
    return switch (column) {
      case SNAPSHOT -> "Дата среза";
      case CUSTOMER -> "Номер клиента";
      case EMPLOYEE -> "Сотрудник: A действующий, B бывший, F дочерней компании, N нет, S супруг";
      case COUNTRY -> "Страна проживания";
      case SEX -> "Пол: H или V";
      case AGE -> "Возраст, лет";
      case JOINED -> "Дата первого договора";
      case NEW_CUSTOMER -> "1 для клиента последних шести месяцев";
      case SENIORITY -> "Стаж клиента, месяцев";
      case RELATION -> "1 основной клиент, 99 уже не основной в конце месяца";
      case LAST_PRIMARY -> "Последний день в качестве основного клиента";
      case RELATION_MONTH -> "Тип клиента: 1 основной, 2 совладелец, 3 и 4 бывший, P потенциальный";
      case RELATION_TYPE -> "Отношение: A активен, I неактивен, P бывший, R потенциальный";
      case RESIDENT -> "S, если живёт в стране банка";
      case FOREIGNER -> "S, если родился в другой стране";
      case EMPLOYEE_SPOUSE -> "S для супруга сотрудника";
      case CHANNEL -> "Канал привлечения";
      case DECEASED -> "S для умершего клиента";
      case ADDRESS_TYPE -> "Тип адреса, 1 основной";
      case PROVINCE -> "Код провинции";
      case PROVINCE_NAME -> "Название провинции";
      case ACTIVE -> "1 для активного клиента";
      case INCOME -> "Доход домохозяйства в год";
      case SEGMENT -> "Сегмент: 01 TOP, 02 частные лица, 03 студенты";
    };
  }
}
