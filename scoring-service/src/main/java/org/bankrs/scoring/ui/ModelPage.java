package org.bankrs.scoring.ui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.bankrs.schema.Product;
import org.bankrs.scoring.bundle.Manifest;
import org.bankrs.scoring.bundle.ModelBundle;
import org.bankrs.scoring.bundle.ModelHolder;

/**
 * What is known of the service and its model.
 *
 * @param ready whether a model serves
 * @param refusal why the bundle tried last is not in use, empty when it is
 * @param card what the bundle says of itself
 * @param metrics how well it did on its test month
 * @param products the same by product
 * @param reloads the bundles tried last, the newest first
 */
public record ModelPage(
    boolean ready,
    String refusal,
    List<Fact> card,
    List<Fact> metrics,
    List<ProductMetrics> products,
    List<Event> reloads) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Copies the lists. */
  public ModelPage {
    card = List.copyOf(card);
    metrics = List.copyOf(metrics);
    products = List.copyOf(products);
    reloads = List.copyOf(reloads);
  }

  /**
   * A name and its value.
   *
   * @param name what it is
   * @param value as text
   */
  public record Fact(String name, String value) {}

  /**
   * A product's line.
   *
   * @param name what the product is called
   * @param threshold the probability from which it is recommended
   * @param rocAuc area under the ROC curve, a dash when there were no takers to rank
   * @param precision share of takers among those whom it was recommended to
   * @param recall share of takers whom it was recommended to
   * @param constant whether it has its base rate alone, for want of examples
   */
  public record ProductMetrics(
      String name,
      String threshold,
      String rocAuc,
      String precision,
      String recall,
      boolean constant) {}

  /**
   * A bundle that was tried.
   *
   * @param time when, in UTC
   * @param accepted whether it was put to use
   * @param what its version, or why it was refused
   */
  public record Event(String time, boolean accepted, String what) {}

  /**
   * The page of a state.
   *
   * @param challenger the version of the model in the shadow, empty when there is none
   */
  public static ModelPage of(
      ModelHolder.State state, Optional<String> challenger, PageLanguage language) {
    String refusal = state.refusal().orElse("");
    List<Event> reloads =
        state.reloads().stream()
            .map(r -> new Event(TIME.format(r.time()), r.accepted(), r.what()))
            .toList();
    return state
        .inUse()
        .map(
            bundle ->
                new ModelPage(
                    true,
                    refusal,
                    card(bundle, state, challenger, language),
                    metrics(bundle, language),
                    products(bundle, language),
                    reloads))
        .orElseGet(() -> new ModelPage(false, refusal, List.of(), List.of(), List.of(), reloads));
  }

  private static List<Fact> card(
      ModelBundle bundle,
      ModelHolder.State state,
      Optional<String> challenger,
      PageLanguage language) {
    Manifest manifest = bundle.manifest();
    ObjectNode document = manifest.document();
    JsonNode months = document.path("months");
    JsonNode rows = document.path("rows");
    JsonNode train = months.path("train");
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact(language.choose("Model", "Модель"), manifest.model()));
    facts.add(new Fact(language.choose("Version", "Версия"), manifest.version()));
    challenger.ifPresent(
        version ->
            facts.add(
                new Fact(
                    language.choose("Challenger in the shadow", "Претендент в тени"), version)));
    facts.add(new Fact(language.choose("Made at", "Создана"), manifest.createdAt().toString()));
    facts.add(
        new Fact(
            language.choose("Trained on", "Обучена на"),
            train.path(0).asText()
                + " – "
                + manifest.trainingMonth()
                + rows(rows, "train", language)));
    facts.add(
        new Fact(
            language.choose("Calibrated on", "Калибрована на"),
            months.path("validation").asText() + rows(rows, "validation", language)));
    facts.add(
        new Fact(
            language.choose("Tested on", "Проверена на"),
            months.path("test").asText() + rows(rows, "test", language)));
    facts.add(new Fact(language.choose("Trainer", "Обучение"), pairs(document.path("trainer"))));
    facts.add(
        new Fact(
            language.choose("Digest of the data", "Отпечаток данных"),
            document.path("dataDigest").asText()));
    facts.add(
        new Fact(language.choose("Made with", "Сделана с"), pairs(document.path("versions"))));
    facts.add(
        new Fact(
            language.choose(
                "Rows of Spark met when it was verified", "Строк Spark совпало при проверке"),
            Integer.toString(bundle.verifiedRows())));
    facts.add(
        new Fact(
            language.choose("Bundles put to use since the start", "Моделей введено с запуска"),
            Long.toString(state.loaded())));
    facts.add(
        new Fact(
            language.choose("Bundles refused since the start", "Моделей отклонено с запуска"),
            Long.toString(state.refused())));
    return facts;
  }

  private static String rows(JsonNode rows, String part, PageLanguage language) {
    return language.choose(", %s rows", ", строк: %s").formatted(rows.path(part).asText("?"));
  }

  private static String pairs(JsonNode object) {
    return object.properties().stream()
        .filter(entry -> entry.getValue().isValueNode())
        .map(entry -> entry.getKey() + " " + entry.getValue().asText())
        .collect(Collectors.joining(", "));
  }

  private static List<Fact> metrics(ModelBundle bundle, PageLanguage language) {
    JsonNode metrics = bundle.manifest().document().path("metrics");
    List<Fact> facts = new ArrayList<>();
    add(facts, metrics, "micro_roc_auc", "ROC-AUC", language);
    add(facts, metrics, "micro_pr_auc", "PR-AUC", language);
    add(facts, metrics, "map_at_7", "MAP@7", language);
    add(
        facts,
        metrics,
        "hit_rate_at_5_of_buyers",
        language.choose("Takers with a hit among five", "Доля берущих с попаданием в пяти"),
        language);
    add(facts, metrics, "micro_precision", language.choose("Precision", "Точность"), language);
    add(facts, metrics, "micro_recall", language.choose("Recall", "Полнота"), language);
    add(facts, metrics, "micro_f1", "F1", language);
    add(facts, metrics, "micro_log_loss", "Log-loss", language);
    add(
        facts,
        metrics,
        "micro_calibration_error",
        language.choose("Calibration error", "Ошибка калибровки"),
        language);
    return facts;
  }

  private static void add(
      List<Fact> facts, JsonNode metrics, String key, String name, PageLanguage language) {
    if (metrics.path(key).isNumber()) {
      facts.add(new Fact(name, number(metrics.path(key), language)));
    }
  }

  private static List<ProductMetrics> products(ModelBundle bundle, PageLanguage language) {
    ObjectNode document = bundle.manifest().document();
    JsonNode metrics = document.path("metrics");
    List<String> constant =
        StreamSupport.stream(document.path("constant").spliterator(), false)
            .map(JsonNode::asText)
            .toList();
    return Product.ALL.stream()
        .map(
            product ->
                new ProductMetrics(
                    language.name(product),
                    number(document.path("thresholds").path(product.code()), language),
                    number(metrics.path("roc_auc_" + product.code()), language),
                    number(metrics.path("precision_" + product.code()), language),
                    number(metrics.path("recall_" + product.code()), language),
                    constant.contains(product.code())))
        .toList();
  }

  private static String number(JsonNode value, PageLanguage language) {
    return value.isNumber() ? language.number(value.doubleValue(), 4) : "–";
  }
}
