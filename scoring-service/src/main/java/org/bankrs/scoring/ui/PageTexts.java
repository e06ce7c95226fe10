package org.bankrs.scoring.ui;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The texts of the pages in English; {@link RussianTexts} has the same in Russian. */
@MessageBundle(value = "t", locale = "en")
public interface PageTexts {
  /** Name of the whole. */
  @Message("Bank product recommendations")
  String title();

  /** First tab. */
  @Message("Customer")
  String customer();

  /** Second tab. */
  @Message("Model")
  String model();

  /** Navigation's name. */
  @Message("Pages")
  String pages();

  /** Language switch's name. */
  @Message("Language")
  String language();

  /** Skips the navigation. */
  @Message("Skip to the content")
  String skip();

  /** Heading of the samples. */
  @Message("Choose a customer")
  String choose();

  /** Stands for a customer that is no sample. */
  @Message("(edited)")
  String edited();

  /** Says that nobody is real. */
  @Message("Simulated customers, none is real.")
  String simulated();

  /** Shows the sample. */
  @Message("Show")
  String show();

  /** Heading of the form. */
  @Message("Edit the customer")
  String edit();

  /** Legend of the fields that matter most. */
  @Message("Profile")
  String profile();

  /** Opens the other fields. */
  @Message("More fields")
  String more();

  /** Legend of the products. */
  @Message("Products held")
  String held();

  /** Scores the form. */
  @Message("Recommend")
  String recommend();

  /** Heading of the box. */
  @Message("Paste a row")
  String paste();

  /** What goes into the box. */
  @Message("One line of the raw file with its 48 values, or a header and a line.")
  String pasteHint();

  /** Scores the box. */
  @Message("Recommend for this row")
  String pasteSend();

  /** Heading of the answer. */
  @Message("Likely to be taken next month")
  String likely();

  /** Above the threshold. */
  @Message("recommended")
  String decided();

  /** What the mark and the bars mean. */
  @Message(
      "Bars are relative to the first. A product is marked as recommended from its threshold on; "
          + "products held are never listed.")
  String barsHint();

  /** Opens the reasons. */
  @Message("Why?")
  String why();

  /** Introduces the reasons. */
  @Message("The average customer's probability is {base}. This multiplied the odds:")
  String reasons(String base);

  /** Column of reasons. */
  @Message("Feature")
  String feature();

  /** Column of reasons. */
  @Message("Value")
  String value();

  /** Column of reasons. */
  @Message("Odds")
  String odds();

  /** A missing value. */
  @Message("missing")
  String missing();

  /** Last line of reasons. */
  @Message("All other features")
  String rest();

  /** For those who hear the arrow. */
  @Message("raises")
  String raises();

  /** For those who hear the arrow. */
  @Message("lowers")
  String lowers();

  /** Heading of what is wrong. */
  @Message("The row cannot be scored")
  String wrong();

  /** Customer holds all. */
  @Message("The customer holds all products.")
  String nothing();

  /** Under the answer. */
  @Message("Answered by model {version}. Calls from this page are not counted as recommendations.")
  String answeredBy(String version);

  /** Heading. */
  @Message("Status")
  String status();

  /** A model serves. */
  @Message("Ready: a verified model serves.")
  String ready();

  /** None does. */
  @Message("Not ready: there is no model to score with.")
  String notReady();

  /** A bundle was refused. */
  @Message("The bundle tried last was refused: {reason}")
  String refused(String reason);

  /** Heading. */
  @Message("Model card")
  String card();

  /** Heading. */
  @Message("On the test month")
  String metrics();

  /** Heading. */
  @Message("By product")
  String byProduct();

  /** Column. */
  @Message("Product")
  String product();

  /** Column. */
  @Message("Threshold")
  String threshold();

  /** Column. */
  @Message("Precision")
  String precision();

  /** Column. */
  @Message("Recall")
  String recall();

  /** A product with its base rate alone. */
  @Message("base rate only")
  String constant();

  /** Heading. */
  @Message("Last reloads")
  String reloads();

  /** No reload yet. */
  @Message("None yet.")
  String noReloads();

  /** Column. */
  @Message("When (UTC)")
  String when();

  /** Column. */
  @Message("What happened")
  String what();

  /** Outcome of a reload. */
  @Message("put to use: {version}")
  String putToUse(String version);

  /** Outcome of a reload. */
  @Message("refused: {reason}")
  String notPutToUse(String reason);

  /** Heading of the key page. */
  @Message("API key")
  String key();

  /** Why it is asked for. */
  @Message(
      "This service wants its API key. It is checked and not kept; the browser gets a pass for twelve hours.")
  String keyHint();

  /** Sends it. */
  @Message("Enter")
  String enter();

  /** It was wrong. */
  @Message("That is not the key.")
  String wrongKey();
}
