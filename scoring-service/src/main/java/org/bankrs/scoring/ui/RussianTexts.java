package org.bankrs.scoring.ui;

import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.Message;

/** The texts of the pages in Russian. */
@Localized("ru")
public interface RussianTexts extends PageTexts {
  @Override
  @Message("Рекомендации банковских продуктов")
  String title();

  @Override
  @Message("Клиент")
  String customer();

  @Override
  @Message("Модель")
  String model();

  @Override
  @Message("Страницы")
  String pages();

  @Override
  @Message("Язык")
  String language();

  @Override
  @Message("К содержанию")
  String skip();

  @Override
  @Message("Выберите клиента")
  String choose();

  @Override
  @Message("(изменён)")
  String edited();

  @Override
  @Message("Клиенты смоделированы, настоящих нет.")
  String simulated();

  @Override
  @Message("Показать")
  String show();

  @Override
  @Message("Измените клиента")
  String edit();

  @Override
  @Message("Профиль")
  String profile();

  @Override
  @Message("Другие поля")
  String more();

  @Override
  @Message("Продукты клиента")
  String held();

  @Override
  @Message("Рекомендовать")
  String recommend();

  @Override
  @Message("Вставьте строку")
  String paste();

  @Override
  @Message("Строка исходного файла из 48 значений, либо заголовок и строка.")
  String pasteHint();

  @Override
  @Message("Рекомендовать для этой строки")
  String pasteSend();

  @Override
  @Message("Вероятно возьмёт в следующем месяце")
  String likely();

  @Override
  @Message("рекомендуется")
  String decided();

  @Override
  @Message(
      "Полосы относительно первой. Продукт отмечен, если вероятность достигла его порога; имеющиеся продукты не показываются.")
  String barsHint();

  @Override
  @Message("Почему?")
  String why();

  @Override
  @Message("У среднего клиента вероятность {base}. Шансы умножены на:")
  String reasons(String base);

  @Override
  @Message("Признак")
  String feature();

  @Override
  @Message("Значение")
  String value();

  @Override
  @Message("Шансы")
  String odds();

  @Override
  @Message("нет")
  String missing();

  @Override
  @Message("Все остальные признаки")
  String rest();

  @Override
  @Message("повышает")
  String raises();

  @Override
  @Message("понижает")
  String lowers();

  @Override
  @Message("Строку нельзя оценить")
  String wrong();

  @Override
  @Message("У клиента есть все продукты.")
  String nothing();

  @Override
  @Message("Ответила модель {version}. Запросы этой страницы не считаются рекомендациями.")
  String answeredBy(String version);

  @Override
  @Message("Состояние")
  String status();

  @Override
  @Message("Готов: работает проверенная модель.")
  String ready();

  @Override
  @Message("Не готов: модели нет.")
  String notReady();

  @Override
  @Message("Последняя модель отклонена: {reason}")
  String refused(String reason);

  @Override
  @Message("Карточка модели")
  String card();

  @Override
  @Message("На тестовом месяце")
  String metrics();

  @Override
  @Message("По продуктам")
  String byProduct();

  @Override
  @Message("Продукт")
  String product();

  @Override
  @Message("Порог")
  String threshold();

  @Override
  @Message("Точность")
  String precision();

  @Override
  @Message("Полнота")
  String recall();

  @Override
  @Message("только базовая частота")
  String constant();

  @Override
  @Message("Последние загрузки")
  String reloads();

  @Override
  @Message("Пока нет.")
  String noReloads();

  @Override
  @Message("Когда (UTC)")
  String when();

  @Override
  @Message("Что произошло")
  String what();

  @Override
  @Message("введена: {version}")
  String putToUse(String version);

  @Override
  @Message("отклонена: {reason}")
  String notPutToUse(String reason);

  @Override
  @Message("Ключ API")
  String key();

  @Override
  @Message(
      "Сервису нужен ключ API. Он проверяется и не хранится; браузер получает пропуск на двенадцать часов.")
  String keyHint();

  @Override
  @Message("Войти")
  String enter();

  @Override
  @Message("Это не тот ключ.")
  String wrongKey();
}
